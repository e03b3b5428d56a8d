import { parse } from 'node:querystring';
import type { TestContext } from 'node:test';
import type { ModalView } from '@slack/types';
import type { WorkspaceOptions } from '../../playground/workspace/workspace.ts';
import { openWorkspace, startBot } from './workspace-bot.ts';
import { webClient } from './workspace-web-client.ts';

/** John, and a bot that opens a form when he types its command; `answers` are its answers to what he submits. */
export async function openForms(t: TestContext, options: WorkspaceOptions = {}) {
  const slack = await openWorkspace(t, options);
  const answers: string[] = [];
  const { received } = await startBot(t, slack, ({ body }) => ({
    body: /view_submission|block_suggestion/.test(body) ? (answers.shift() ?? '') : '',
  }));
  const john = slack.addUser({ name: 'john' });
  const bot = webClient(slack);
  const triggerId = () =>
    String(
      parse(received.findLast(({ body }) => body.startsWith('token='))?.body ?? '').trigger_id,
    );
  const open = async (view: ModalView) => {
    await slack.as(john).command('/escalate');
    return bot.views.open({ trigger_id: triggerId(), view });
  };
  /** The last payload of what somebody clicked or submitted. */
  const interaction = (): unknown => {
    const last = received.findLast(({ body }) => body.startsWith('payload='));
    return JSON.parse(String(parse(last?.body ?? '').payload));
  };
  return { slack, john, bot, received, answers, triggerId, open, interaction };
}

export const title = (text: string) => ({ type: 'plain_text' as const, text });
