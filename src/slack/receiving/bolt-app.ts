import { App, type Receiver } from '@slack/bolt';
import { z } from 'zod';
import { BlockAction, Command, MessageShortcut, Submission } from '../listeners/interactions.ts';
import type { Listeners } from '../listeners/listeners.ts';
import type { MessageReader } from '../reading/read-message.ts';
import { EventEnvelope, MessageEvent, workspaceOf } from '../reading/slack-message.ts';
import type { BotIdentity } from '../workspace/connect.ts';
import { SlackId } from '../workspace/outside-text.ts';
import { silentLogger } from '../workspace/silent-logger.ts';
import { type ListenerRun, runListener } from './run-listener.ts';

/**
 * Creates the Bolt app, which hands each delivery to its listener. What has none is acknowledged, and
 * an event whose listener throws is answered with an error, so that Slack delivers it again.
 */
export function createBoltApp({
  receiver,
  token,
  apiUrl,
  bot,
  messageReader,
  listeners,
  run,
  onMissed,
  onUnreadable,
}: {
  receiver: Receiver;
  token: string;
  apiUrl: string;
  bot: BotIdentity;
  messageReader: MessageReader;
  listeners: Listeners;
  run: ListenerRun;
  /** Is called with why an event was not taken in. */
  onMissed: (error: unknown) => void;
  /** Is called with the kind of an event that can never be read. */
  onUnreadable: (about: { type: string }) => void;
}): App {
  const { botId, botUserId } = bot;
  const app = new App({
    receiver,
    token,
    botId,
    botUserId,
    logger: silentLogger,
    tokenVerificationEnabled: false,
    clientOptions: { slackApiUrl: apiUrl },
  });
  app.error(async (error) => {
    onMissed(error);
    throw error;
  });
  handleEvents(app, { messageReader, listeners, onUnreadable });
  handleInteractions(app, { listeners, run });
  return app;
}

function handleEvents(
  app: App,
  {
    messageReader,
    listeners,
    onUnreadable,
  }: {
    messageReader: MessageReader;
    listeners: Listeners;
    onUnreadable: (about: { type: string }) => void;
  },
): void {
  /** An event that cannot be read is acknowledged: it would come again, and be as it is. */
  function on<Schema extends z.ZodType>(
    type: string,
    schema: Schema,
    listener: (event: z.infer<Schema>, team: string) => Promise<void> | void,
  ): void {
    app.event(type, async ({ body, event }) => {
      const envelope = EventEnvelope.safeParse(body);
      const read = schema.safeParse(event);
      if (!envelope.success || !read.success) return onUnreadable({ type });
      await listener(read.data, workspaceOf(envelope.data));
    });
  }

  async function takeInMessage(event: MessageEvent, team: string): Promise<void> {
    const reading = await messageReader.readEvent(team, event);
    if (reading) await listeners.message(reading);
  }

  on('message', MessageEvent, takeInMessage);
  on('app_mention', MessageEvent, takeInMessage);
  on('app_home_opened', HomeOpened, async ({ tab, user }, team) => {
    if (tab === 'home') await listeners.homeOpened({ team, user });
  });
  on('member_joined_channel', MembershipChanged, ({ channel }) =>
    listeners.membershipChanged(channel),
  );
  on('member_left_channel', MembershipChanged, ({ channel }) =>
    listeners.membershipChanged(channel),
  );
}

const HomeOpened = z.object({ tab: z.string(), user: SlackId });
const MembershipChanged = z.object({ channel: SlackId });

function handleInteractions(
  app: App,
  { listeners, run }: { listeners: Listeners; run: ListenerRun },
): void {
  app.command(/.*/, ({ body, command, ack }) =>
    runListener(run, {
      schema: Command,
      listener: listeners.commands.get(command.command),
      body,
      // Its acknowledgement shows the answer; replied as well, it would be there twice.
      respond: undefined,
      acknowledge: (answer) =>
        ack(
          answer?.text === undefined
            ? undefined
            : { response_type: 'ephemeral', text: answer.text },
        ),
    }),
  );
  app.shortcut({ type: 'message_action' }, ({ body, shortcut, ack, respond }) =>
    runListener(run, {
      schema: MessageShortcut,
      listener: listeners.shortcuts.get(shortcut.callback_id),
      body,
      respond,
      acknowledge: () => ack(),
    }),
  );
  app.action(/.*/, ({ body, action, ack, respond }) =>
    runListener(run, {
      schema: BlockAction,
      listener: listeners.actions.get(nameOfAction(action)),
      body,
      respond,
      isMute: respond === undefined,
      acknowledge: () => ack(),
    }),
  );
  app.view(/.*/, ({ body, view, ack }) =>
    runListener(run, {
      schema: Submission,
      listener: listeners.forms.get(view.callback_id),
      body,
      respond: undefined,
      acknowledge: (answer) =>
        answer?.errors ? ack({ response_action: 'errors', errors: answer.errors }) : ack(),
    }),
  );
}

/** Several buttons of one message may share a name; what follows the colon tells them apart. */
function nameOfAction(action: object): string {
  const id = 'action_id' in action && typeof action.action_id === 'string' ? action.action_id : '';
  return id.split(':')[0] ?? '';
}
