import type { WebClient } from '@slack/web-api';
import { createAddWords } from '../conversations/add-words.ts';
import type { CollectMessage } from '../conversations/collect-message.ts';
import type { OpenConversation } from '../conversations/open-conversation.ts';
import { createTakeBack } from '../conversations/take-back.ts';
import type { Database } from '../database/open-database.ts';
import type { Category } from '../desk/desk.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Escalate } from '../tickets/escalate.ts';
import type { MoveTicket } from '../tickets/move-ticket.ts';
import type { ResolveTicket } from '../tickets/resolve-ticket.ts';
import {
  EMAIL_FORM,
  ENTER_EMAIL,
  ESCALATE,
  ESCALATE_FORM,
  ESCALATE_HOME,
  MOVE_TICKET,
  PICK_FORM,
  RERUN_JOBS,
  RESOLVE_TICKET,
} from './action-ids.ts';
import type { AgentRoster } from './agent-roster.ts';
import type { BestEffort } from './best-effort.ts';
import type { ChannelDirectory } from './channel-directory.ts';
import type { DeskChannels } from './desk-channels.ts';
import { createEscalateHere } from './escalate-here.ts';
import { createEmailFormListener, createEnterEmailPress } from './listeners/email-form.ts';
import { createEscalateCommand } from './listeners/escalate-command.ts';
import { createEscalateFormListener, createPickFormListener } from './listeners/escalate-forms.ts';
import { createEscalateHomePress } from './listeners/escalate-home-press.ts';
import { createEscalatePress } from './listeners/escalate-press.ts';
import { createEscalateShortcut } from './listeners/escalate-shortcut.ts';
import { createHomeOpenedListener } from './listeners/home-opened.ts';
import { createMessageListener, type Whisper } from './listeners/message-listener.ts';
import { createRerunPress } from './listeners/rerun-press.ts';
import { createMovePress, createResolvePress } from './listeners/ticket-presses.ts';
import { createOpenByForm } from './open-by-form.ts';
import type { ReadMessage } from './read-message.ts';
import type { Listeners } from './slack-app.ts';

/** What the listeners share: each takes of it what it needs. */
export type ListenerDeps = {
  client: WebClient;
  database: Database;
  enqueue: Enqueue;
  outbox: Outbox;
  collect: CollectMessage;
  open: OpenConversation;
  escalate: Escalate;
  move: MoveTicket;
  resolve: ResolveTicket;
  rerunFailed: () => Promise<number>;
  owner: string | undefined;
  read: ReadMessage;
  roster: AgentRoster;
  channels: DeskChannels;
  directory: ChannelDirectory;
  bestEffort: BestEffort;
  categories: Category[];
  intakeChannels: string[];
  quietAfterMs: number;
  now: () => Date;
};

/** Creates every listener, by what it hears. */
export function createListeners(deps: ListenerDeps): Listeners {
  const withWords = { ...deps, addWords: createAddWords(deps) };
  const openByForm = createOpenByForm(withWords);
  const escalateHere = createEscalateHere({ ...withWords, openByForm });
  const shared = { ...withWords, openByForm, escalateHere, whisper: createWhisper(deps) };
  return {
    message: createMessageListener({ ...shared, takeBack: createTakeBack(deps) }),
    membership: createMembershipListener(deps),
    homeOpened: createHomeOpenedListener(deps),
    command: createEscalateCommand(shared),
    shortcut: createEscalateShortcut(shared),
    presses: {
      [ESCALATE]: createEscalatePress(shared),
      [ESCALATE_HOME]: createEscalateHomePress(shared),
      [ENTER_EMAIL]: createEnterEmailPress(shared),
      [MOVE_TICKET]: createMovePress(shared),
      [RESOLVE_TICKET]: createResolvePress(shared),
      [RERUN_JOBS]: createRerunPress(shared),
    },
    forms: {
      [ESCALATE_FORM]: createEscalateFormListener(shared),
      [PICK_FORM]: createPickFormListener(shared),
      [EMAIL_FORM]: createEmailFormListener(shared),
    },
  };
}

/** Whoever joins or leaves an agents' channel becomes an agent, or is none any more. */
function createMembershipListener({ channels, roster, bestEffort }: ListenerDeps) {
  return (channel: string) => {
    const isAgents = channels.agents.values().some((id) => id === channel);
    if (isAgents) bestEffort.attempt(roster.refresh);
  };
}

function createWhisper({ client, bestEffort }: ListenerDeps): Whisper {
  return ({ channel, user, thread, text }) =>
    bestEffort.attempt(() =>
      client.chat.postEphemeral({ channel, user, text, ...(thread && { thread_ts: thread }) }),
    );
}
