import { type AllMiddlewareArgs, type AnyMiddlewareArgs, App, type Receiver } from '@slack/bolt';
import { ANOTHER_WORKSPACE } from '../listeners/answers.ts';
import { BlockAction, Command, MessageShortcut, Submission } from '../listeners/interactions.ts';
import type { Listeners } from '../listeners/listeners.ts';
import { CHANNEL_CHANGES, ChannelIdChange, Membership } from '../reading/channel-event.ts';
import { isOwnDelivery } from '../reading/installation.ts';
import type { MessageReader } from '../reading/read-message.ts';
import { MessageEvent } from '../reading/slack-message.ts';
import type { BotIdentity } from '../workspace/connect.ts';
import type { WorkspaceFollower } from '../workspace/follow-workspace.ts';
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
  follower,
  currentId,
  run,
  onMissed,
  onForeign,
}: {
  receiver: Receiver;
  token: string;
  apiUrl: string;
  bot: BotIdentity;
  messageReader: MessageReader;
  listeners: Listeners;
  follower: WorkspaceFollower;
  /** The id that a channel has now. */
  currentId: (channel: string) => string;
  run: ListenerRun;
  /** Is called with why an event was not taken in. */
  onMissed: (error: unknown) => void;
  /** Is called with a delivery for another workspace's installation, which is refused. */
  onForeign: (body: object) => void;
}): App {
  const { team, botId, botUserId } = bot;
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
  app.use((delivery) => refuseForeign(delivery, { bot, onForeign }));
  handleEvents(app, { team, messageReader, listeners, currentId });
  handleChannelEvents(app, follower);
  handleInteractions(app, { team, listeners, run });
  return app;
}

/** Whoever it concerns is answered so; an event is acknowledged, since it would only come again. */
async function refuseForeign(
  delivery: AnyMiddlewareArgs & AllMiddlewareArgs,
  { bot, onForeign }: { bot: BotIdentity; onForeign: (body: object) => void },
): Promise<void> {
  const { body, ack } = delivery;
  if (isOwnDelivery(body, bot)) return delivery.next();
  onForeign(body);
  await ack?.();
  if ('respond' in delivery) {
    await delivery.respond?.({ response_type: 'ephemeral', text: ANOTHER_WORKSPACE });
  }
}

function handleEvents(
  app: App,
  {
    team,
    messageReader,
    listeners,
    currentId,
  }: {
    team: string;
    messageReader: MessageReader;
    listeners: Listeners;
    currentId: (channel: string) => string;
  },
): void {
  const handleMessage = async ({ event }: { event: unknown }) => {
    const message = MessageEvent.safeParse(event);
    if (!message.success) return;
    const channel = currentId(message.data.channel);
    const reading = messageReader.readEvent(team, { ...message.data, channel });
    if (reading) await listeners.message(reading);
  };
  app.event('message', handleMessage);
  app.event('app_mention', handleMessage);
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') await listeners.homeOpened({ team, user: event.user });
  });
}

function handleChannelEvents(app: App, follower: WorkspaceFollower): void {
  app.event('member_joined_channel', async ({ event }) => {
    const { success, data } = Membership.safeParse(event);
    if (success) follower.joined(data);
  });
  app.event('member_left_channel', async ({ event }) => {
    const { success, data } = Membership.safeParse(event);
    if (success) follower.left(data);
  });
  for (const type of CHANNEL_CHANGES) app.event(type, async () => follower.channelChanged());
  app.event('channel_id_changed', async ({ event }) => {
    const { success, data } = ChannelIdChange.safeParse(event);
    if (success) await follower.idChanged(data);
    else follower.channelChanged();
  });
}

function handleInteractions(
  app: App,
  { team, listeners, run }: { team: string; listeners: Listeners; run: ListenerRun },
): void {
  app.command(/.*/, ({ body, command, ack }) =>
    runListener(run, {
      schema: Command,
      listener: listeners.commands.get(command.command),
      body: inTeam(body, team),
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
      body: inTeam(body, team),
      respond,
      acknowledge: () => ack(),
    }),
  );
  app.action(/.*/, ({ body, action, ack, respond }) =>
    runListener(run, {
      schema: BlockAction,
      listener: listeners.actions.get(nameOfAction(action)),
      body: inTeam(body, team),
      respond,
      isMute: respond === undefined,
      acknowledge: () => ack(),
    }),
  );
  app.view(/.*/, ({ body, view, ack }) =>
    runListener(run, {
      schema: Submission,
      listener: listeners.forms.get(view.callback_id),
      body: inTeam(body, team),
      respond: undefined,
      acknowledge: (answer) =>
        answer?.errors ? ack({ response_action: 'errors', errors: answer.errors }) : ack(),
    }),
  );
}

/** Whatever team a payload names, of its user or of the channel's host: what is stored is ours. */
function inTeam(body: object, team: string): object {
  return { ...body, team: { id: team }, team_id: team };
}

/** Several buttons of one message may share a name; what follows the colon tells them apart. */
function nameOfAction(action: object): string {
  const id = 'action_id' in action && typeof action.action_id === 'string' ? action.action_id : '';
  return id.split(':')[0] ?? '';
}
