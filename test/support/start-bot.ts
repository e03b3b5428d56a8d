import { desk } from '../../desk.ts';
import { addSmallCompany, type SmallCompany } from '../../playground/small-company.ts';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import { startWorkspace } from '../../playground/workspace/start-workspace.ts';
import type { Channel } from '../../playground/workspace/team/channel.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import type { NewPerson } from '../../playground/workspace/team/person.ts';
import type { Workspace } from '../../playground/workspace/workspace.ts';
import type { Config } from '../../src/config.ts';
import { Desk, type DeskFile } from '../../src/desk/desk.ts';
import { startHandoff } from '../../src/handoff.ts';
import type { Checkpoint } from '../../src/jobs/checkpoint.ts';
import type { Log } from '../../src/log.ts';
import { emptyDatabase } from './empty-database.ts';

export type BotUnderTest = SmallCompany & {
  slack: Workspace;
  /** Where the bot's web server listens. */
  url: string;
  /** What the bot logged. */
  log: { level: string; about: object; message: string }[];
  /** Somebody new in #help whom Slack vouches for, unless told otherwise. */
  customer(name: string, more?: Partial<NewPerson>): Actor;
  /** The card about somebody in a channel, once it is there. */
  card(channel: Channel, words: string): Promise<Message>;
  /** The transcript's first part under a card, its title left out, once it is there. */
  transcript(card: Message): Promise<string>;
  stop(): Promise<void>;
};

export type BotSettings = {
  model?: NonNullable<Config['model']>;
  customersUrl?: string;
  database?: Config['database'];
  desk?: Partial<DeskFile>;
  socketMode?: boolean;
  /** Furnishes the workspace further before the bot starts. */
  prepare?: (slack: Workspace) => void;
  checkpoint?: Checkpoint;
};

/** Starts the whole bot in this process, against a workspace of its own and a database in memory. */
export async function startBot(settings: BotSettings = {}): Promise<BotUnderTest> {
  const slack = await startWorkspace();
  const company = addSmallCompany(slack);
  settings.prepare?.(slack);
  const log: BotUnderTest['log'] = [];
  const config: Config = {
    slack: {
      botToken: slack.botToken,
      apiUrl: slack.apiUrl,
      transport: settings.socketMode
        ? { kind: 'socket', appToken: slack.appToken }
        : { kind: 'http', signingSecret: slack.signingSecret },
    },
    port: 0,
    database: settings.database ?? (await emptyDatabase()),
    model: settings.model,
    customersUrl: settings.customersUrl,
    desk: Desk.parse({ ...desk, ...settings.desk }),
    owner: undefined,
    logLevel: 'silent',
  };
  const { signal } = new AbortController();
  const handoff = await startHandoff(config, {
    ...{ log: keepLog(log), signal },
    ...(settings.checkpoint && { checkpoint: settings.checkpoint }),
    postIntervalMs: 20,
  });
  const url = `http://127.0.0.1:${handoff.port}`;
  if (!settings.socketMode) slack.deliverTo(`${url}/slack/events`);
  return {
    ...{ ...company, slack, url, log },
    customer(name, more) {
      const person = slack.addUser({ name, email: `${name}@shop.example`, ...more });
      slack.join(company.help, person);
      return slack.as(person);
    },
    card: (channel, words) =>
      slack.waitFor(() => slack.messages(channel).find(({ shown }) => shown.includes(words)), {
        what: `a card with “${words}” in #${channel.name}`,
      }),
    async transcript(card) {
      const { shown } = await slack.waitFor(
        () => slack.thread(slack.channel(card.channel), card)[1],
        { what: `a transcript under “${card.shown}”` },
      );
      return shown.slice(shown.indexOf('\n') + 1);
    },
    async stop() {
      await handoff.stop();
      await slack.stop();
    },
  };
}

function keepLog(log: BotUnderTest['log']): Log {
  const keep = (level: string) => (about: object, message: string) => {
    log.push({ level, about, message });
  };
  return { info: keep('info'), warn: keep('warn'), error: keep('error') };
}
