import type { Manifest } from '../manifest.ts';
import type { App } from './app.ts';
import { type Changes, createChanges } from './changes.ts';
import { type Channels, createChannels } from './channels.ts';
import { type Clock, createClock } from './clock.ts';
import { createFiles, type Files } from './files.ts';
import { createHomes, type Homes } from './home.ts';
import { createIds, type Ids } from './ids.ts';
import { createMessages, type Messages, type Names } from './messages.ts';
import { createModals, type Modals } from './modals.ts';
import { createPeople, type People } from './people.ts';
import type { Person } from './person.ts';
import { createPostingApps, type PostingApps } from './posting-apps.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createTriggers, type Triggers } from './triggers.ts';

/** Everything that exists in the workspace. `changes` emits each change of it. */
export type Team = {
  id: string;
  name: string;
  domain: string;
  app: App;
  bot: Person;
  clock: Clock;
  ids: Ids;
  changes: Changes;
  people: People;
  postingApps: PostingApps;
  channels: Channels;
  messages: Messages;
  files: Files;
  /** Where files are downloaded from and uploaded to. */
  filesOrigin: () => string;
  modals: Modals;
  triggers: Triggers;
  /** The App Home that the bot published for each person. */
  homes: Homes;
  sessions: Sessions;
};

export function createTeam(options: {
  teamId?: string | undefined;
  manifest: Manifest;
  scopes?: readonly string[] | undefined;
  now?: (() => number) | undefined;
  sharesAfterLooks?: number | undefined;
  filesOrigin: () => string;
}): Team {
  const ids = createIds();
  const id = options.teamId ?? ids.next('T');
  const clock = createClock(options.now);
  const changes = createChanges();
  const people = createPeople({ teamId: id, ids, changes });
  const { app, bot } = install(options, people);
  const channels = createChannels({ bot: () => bot, clock, ids, changes });
  const names = namesOf(people, channels);
  return {
    id,
    name: 'Playground',
    domain: 'playground',
    app,
    bot,
    clock,
    ids,
    changes,
    people,
    postingApps: createPostingApps({ ids }),
    channels,
    messages: createMessages({ clock, changes, names }),
    files: createFiles({ ids, clock, sharesAfterLooks: options.sharesAfterLooks }),
    filesOrigin: options.filesOrigin,
    modals: createModals({ ids, changes }),
    triggers: createTriggers({ clock, ids }),
    homes: createHomes({ ids, changes, names }),
    sessions: createSessions({ changes }),
  };
}

function install(
  { manifest, scopes }: { manifest: Manifest; scopes?: readonly string[] | undefined },
  people: People,
): { app: App; bot: Person } {
  const name = manifest.features.bot_user.display_name;
  const bot = people.add({ name: name.toLowerCase(), realName: name, kind: 'bot' });
  const { id: botId, appId } = bot.bot ?? { id: '', appId: '' };
  const app = {
    id: appId,
    botUserId: bot.id,
    botId,
    name: manifest.display_information.name,
    botToken: 'xoxb-playground-bot-token',
    appToken: 'xapp-playground-app-token',
    signingSecret: 'playground-signing-secret',
    verificationToken: 'playground-verification-token',
    scopes: scopes ?? manifest.oauth_config.scopes.bot,
    events: manifest.settings.event_subscriptions.bot_events,
    manifest,
  };
  return { app, bot };
}

function namesOf(people: People, channels: Channels): Names {
  return {
    nameOf: (id) => people.find(id)?.displayName ?? channels.find(id)?.name ?? id,
    idOf: (name) => people.all().find((person) => person.name === name)?.id,
  };
}
