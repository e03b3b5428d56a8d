import { SlackMessage } from '../reading/slack-message.ts';
import { escalationAnswer } from './answers.ts';
import { escalateThread } from './escalate-thread.ts';
import type { MessageShortcut } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { refuse } from './refuse.ts';

/** The message shortcut, which works in any thread that the bot can read. */
export async function escalateShortcut(
  { message, ...clicked }: MessageShortcut,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { team, user, channel } = clicked;
  const about = {
    team,
    user,
    channel,
    clicked: SlackMessage.parse(message),
    door: 'shortcut',
  } as const;
  const escalation = await escalateThread(about, deps);
  if (escalation?.status === 'objection') return refuse(responder, escalation.reason);
  await responder.acknowledge();
  if (!escalation) return;
  const words = await deps.texts.readBy(user);
  responder.reply(escalationAnswer(escalation, { categories: deps.categories, words }));
}
