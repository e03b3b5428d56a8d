import type { Clock } from 'pg-boss';
import { desk } from '../../desk.ts';
import { addSmallCompany, type SmallCompany } from '../../playground/small-company.ts';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import { startWorkspace } from '../../playground/workspace/start-workspace.ts';
import type { Channel } from '../../playground/workspace/team/channel.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import type { Workspace, WorkspaceOptions } from '../../playground/workspace/workspace.ts';
import type { Config } from '../../src/config.ts';
import { Desk } from '../../src/desk/desk.ts';
import { type Handoff, startHandoff } from '../../src/handoff.ts';
import type { Log } from '../../src/log.ts';
import { emptyDatabase } from './empty-database.ts';

/** A workspace and its people, which outlive the bots that are started in it. */
export type Company = SmallCompany & {
  slack: Workspace;
  /** Somebody new in #help, with an email that Slack vouches for. */
  customer(name: string): Actor;
  /** Every card that names these words, in any agents' channel. */
  cards(words: string): Message[];
  /** The card that names these words, once it is there. */
  card(channel: Channel, words: string, timeoutMs?: number): Promise<Message>;
};

export type RunningBot = Pick<Handoff, 'rerunFailed' | 'stop'> & {
  url: string;
  log: { level: string; about: object; message: string }[];
};

type BotSettings = {
  database?: Config['database'];
  model?: Config['model'];
  owner?: string;
  clock?: Clock;
  socketMode?: boolean;
  postIntervalMs?: number;
  modelTimeMs?: number;
};

export async function openCompany(options: WorkspaceOptions = {}): Promise<Company> {
  const slack = await startWorkspace(options);
  const people = addSmallCompany(slack);
  const { billing, sales, support, triage } = people;
  const cards = (words: string) =>
    [billing, sales, support, triage]
      .flatMap(slack.messages)
      .filter(({ shown }) => shown.startsWith('H-') && shown.includes(words));
  return {
    ...{ ...people, slack, cards },
    customer(name) {
      const person = slack.addUser({ name, realName: name, email: `${name}@shop.example` });
      slack.join(people.help, person);
      return slack.as(person);
    },
    card: (channel, words, timeoutMs = 10_000) =>
      slack.waitFor(() => cards(words).find((card) => card.channel === channel.id), {
        what: `a card with “${words}” in #${channel.name}`,
        timeoutMs,
      }),
  };
}

/** Starts the whole bot in this process; stopped, it may be started again on the same database. */
export async function startBotAt(
  { slack }: Company,
  { database, socketMode = false, ...settings }: BotSettings = {},
): Promise<RunningBot> {
  const log: RunningBot['log'] = [];
  const config: Config = {
    slack: {
      ...{ botToken: slack.botToken, apiUrl: slack.apiUrl },
      transport: socketMode
        ? { kind: 'socket', appToken: slack.appToken }
        : { kind: 'http', signingSecret: slack.signingSecret },
    },
    port: 0,
    database: database ?? (await emptyDatabase()),
    model: settings.model,
    customersUrl: undefined,
    desk: Desk.parse(desk),
    owner: settings.owner,
    logLevel: 'silent',
  };
  const handoff = await startHandoff(config, {
    ...{ log: keepLog(log), signal: new AbortController().signal },
    postIntervalMs: settings.postIntervalMs ?? 20,
    ...(settings.clock && { clock: settings.clock }),
    ...(settings.modelTimeMs && { modelTimeMs: settings.modelTimeMs }),
  });
  const url = `http://127.0.0.1:${handoff.port}`;
  if (!socketMode) slack.deliverTo(`${url}/slack/events`);
  return { ...{ url, log }, rerunFailed: handoff.rerunFailed, stop: handoff.stop };
}

function keepLog(log: RunningBot['log']): Log {
  const keep = (level: string) => (about: object, message: string) => {
    log.push({ level, about, message });
  };
  return { info: keep('info'), warn: keep('warn'), error: keep('error') };
}
