import { App, type Receiver } from '@slack/bolt';
import { ESCALATE_MESSAGE } from './action-ids.ts';
import type { BestEffort } from './best-effort.ts';
import type { BotIdentity } from './connect.ts';
import { Command, type Listener, MessageShortcut, Press, Submission } from './interactions.ts';
import type { Reading, ReadMessage } from './read-message.ts';
import { createRunListener } from './run-listener.ts';
import { silentLogger } from './silent-logger.ts';
import { EventEnvelope, MessageEvent, workspaceOf } from './slack-message.ts';

/** Who hears what; presses and forms by the name they carry. */
export type Listeners = {
  message: (reading: Reading) => Promise<void>;
  membership: (channel: string) => void;
  homeOpened: (opened: { team: string; user: string }) => Promise<void>;
  command: Listener<Command>;
  shortcut: Listener<MessageShortcut>;
  presses: Record<string, Listener<Press>>;
  forms: Record<string, Listener<Submission>>;
};

/**
 * Creates the Bolt app and tells it who hears what. What nobody hears is acknowledged, and an event
 * whose listener throws is answered with an error, so that Slack delivers it again.
 */
export function createSlackApp({
  receiver,
  token,
  apiUrl,
  bot,
  read,
  listeners,
  bestEffort,
  onFailure,
  onMissed,
}: {
  receiver: Receiver;
  token: string;
  apiUrl: string;
  bot: BotIdentity;
  read: ReadMessage;
  listeners: Listeners;
  bestEffort: BestEffort;
  /** Hears why an interaction was not saved. */
  onFailure: (error: unknown) => void;
  /** Hears why an event was not taken in. */
  onMissed: (error: unknown) => void;
}): App {
  const { botId, botUserId } = bot;
  const app = new App({
    ...{ receiver, token, botId, botUserId, logger: silentLogger },
    tokenVerificationEnabled: false,
    clientOptions: { slackApiUrl: apiUrl },
  });
  app.error(async (error) => {
    onMissed(error);
    throw error;
  });
  hearEvents(app, { read, listeners });
  hearInteractions(app, { listeners, run: createRunListener({ bestEffort, onFailure }) });
  return app;
}

function hearEvents(app: App, { read, listeners }: { read: ReadMessage; listeners: Listeners }) {
  const hear = async ({ body, event }: { body: unknown; event: unknown }) => {
    const team = workspaceOf(EventEnvelope.parse(body));
    const message = MessageEvent.safeParse(event);
    const reading = message.success ? read.event(team, message.data) : undefined;
    if (reading) await listeners.message(reading);
  };
  app.event('message', hear);
  app.event('app_mention', hear);
  app.event('app_home_opened', async ({ body, event }) => {
    const team = workspaceOf(EventEnvelope.parse(body));
    if (event.tab === 'home') await listeners.homeOpened({ team, user: event.user });
  });
  app.event('member_joined_channel', async ({ event }) => listeners.membership(event.channel));
  app.event('member_left_channel', async ({ event }) => listeners.membership(event.channel));
}

function hearInteractions(
  app: App,
  { listeners, run }: { listeners: Listeners; run: ReturnType<typeof createRunListener> },
) {
  app.command(/.*/, ({ body, ack }) =>
    run(Command, listeners.command, {
      // Its acknowledgement shows the answer; told besides, it would stand there twice.
      ...{ body, respond: undefined },
      acknowledge: (answer) =>
        ack(
          answer?.text === undefined
            ? undefined
            : { response_type: 'ephemeral', text: answer.text },
        ),
    }),
  );
  app.shortcut({ type: 'message_action' }, ({ body, shortcut, ack, respond }) => {
    const listener = shortcut.callback_id === ESCALATE_MESSAGE ? listeners.shortcut : undefined;
    return run(MessageShortcut, listener, { body, respond, acknowledge: () => ack() });
  });
  app.action(/.*/, ({ body, action, ack, respond }) => {
    const name = 'action_id' in action ? (action.action_id.split(':')[0] ?? '') : '';
    const isMute = respond === undefined;
    return run(Press, listeners.presses[name], { body, respond, isMute, acknowledge: () => ack() });
  });
  app.view(/.*/, ({ body, view, ack }) =>
    run(Submission, listeners.forms[view.callback_id], {
      ...{ body, respond: undefined },
      acknowledge: (answer) =>
        answer?.errors ? ack({ response_action: 'errors', errors: answer.errors }) : ack(),
    }),
  );
}
