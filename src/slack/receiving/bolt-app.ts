import {
  type AllMiddlewareArgs,
  type AnyMiddlewareArgs,
  App,
  type Receiver,
  type ViewResponseAction,
} from '@slack/bolt';
import { z } from 'zod';
import {
  BlockAction,
  Command,
  MessageShortcut,
  OptionsRequest,
  Submission,
} from '../listeners/interactions.ts';
import type { Acknowledgement } from '../listeners/listener.ts';
import type { Listeners } from '../listeners/listeners.ts';
import { shown } from '../messages/shown.ts';
import type { Words } from '../messages/words.ts';
import {
  CHANNEL_CHANGES,
  CHANNEL_CONVERSIONS,
  ChannelIdChange,
  Membership,
} from '../reading/channel-event.ts';
import { isOwnDelivery } from '../reading/installation.ts';
import { ReactionAdded, ticketReactionIn } from '../reading/reaction.ts';
import type { MessageReader } from '../reading/read-message.ts';
import { MessageEvent } from '../reading/slack-message.ts';
import type { BotIdentity } from '../workspace/connect.ts';
import type { WorkspaceFollower } from '../workspace/follow-workspace.ts';
import { SlackId } from '../workspace/outside-text.ts';
import { silentLogger } from '../workspace/silent-logger.ts';
import { type Reached, refuseUnreadable } from './refuse-unreadable.ts';
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
  onUnreadable,
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
  /** Is called with the kind of an event that can never be read. */
  onUnreadable: (about: { type: string }) => void;
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
  const reached: Reached = new WeakSet();
  refuseUnreadable(app, { reached, onUnreadable });
  app.use((delivery) =>
    refuseForeign(delivery, { bot, reached, words: run.texts.ofDesk, onForeign }),
  );
  handleEvents(app, { team, messageReader, listeners, follower, currentId, reached, onUnreadable });
  handleInteractions(app, { team, listeners, reached, run });
  return app;
}

/** Whoever it concerns is answered so; an event is acknowledged, since it would only come again. */
async function refuseForeign(
  delivery: AnyMiddlewareArgs & AllMiddlewareArgs,
  {
    bot,
    reached,
    words,
    onForeign,
  }: {
    bot: BotIdentity;
    reached: Reached;
    words: Words;
    onForeign: (body: object) => void;
  },
): Promise<void> {
  const { body, ack } = delivery;
  if (isOwnDelivery(body, bot)) return delivery.next();
  reached.add(body);
  onForeign(body);
  await ack?.();
  if ('respond' in delivery) {
    const answer = shown(words.plain('answer.another-workspace'));
    await delivery.respond?.({ response_type: 'ephemeral', ...answer });
  }
}

function handleEvents(
  app: App,
  {
    team,
    messageReader,
    listeners,
    follower,
    currentId,
    reached,
    onUnreadable,
  }: {
    team: string;
    messageReader: MessageReader;
    listeners: Listeners;
    follower: WorkspaceFollower;
    currentId: (channel: string) => string;
    reached: Reached;
    onUnreadable: (about: { type: string }) => void;
  },
): void {
  /** An event that cannot be read is acknowledged: it would come again, and be as it is. */
  function on<Schema extends z.ZodType>(
    type: string,
    schema: Schema,
    listener: (event: z.infer<Schema>) => Promise<void> | void,
  ): void {
    app.event(type, async ({ body, event }) => {
      reached.add(body);
      const read = schema.safeParse(event);
      if (!read.success) return onUnreadable({ type });
      await listener(read.data);
    });
  }

  async function takeInMessage(event: MessageEvent): Promise<void> {
    const channel = currentId(event.channel);
    if (CHANNEL_CONVERSIONS.has(event.subtype ?? '')) follower.channelChanged();
    const reading = await messageReader.readEvent(team, { ...event, channel });
    if (reading) await listeners.message(reading);
    await listeners.agentsMessage({ ...event, channel });
  }

  on('message', MessageEvent, takeInMessage);
  on('app_mention', MessageEvent, takeInMessage);
  on('app_home_opened', HomeOpened, async ({ tab, user }) => {
    if (tab === 'home') await listeners.homeOpened({ team, user });
  });
  on('reaction_added', ReactionAdded, async (event) => {
    const reaction = ticketReactionIn(team, event);
    if (!reaction) return;
    await listeners.ticketReaction({ ...reaction, channel: currentId(reaction.channel) });
  });
  on('member_joined_channel', Membership, follower.joined);
  on('member_left_channel', Membership, follower.left);
  for (const type of CHANNEL_CHANGES) on(type, z.unknown(), follower.channelChanged);
  on('channel_id_changed', z.unknown(), async (event) => {
    const { success, data } = ChannelIdChange.safeParse(event);
    if (success) await follower.idChanged(data);
    else follower.channelChanged();
  });
}

const HomeOpened = z.object({ tab: z.string(), user: SlackId });

function handleInteractions(
  app: App,
  {
    team,
    listeners,
    reached,
    run,
  }: {
    team: string;
    listeners: Listeners;
    reached: Reached;
    run: ListenerRun;
  },
): void {
  const start: typeof runListener = (settings, interaction) => {
    reached.add(interaction.body);
    return runListener(settings, { ...interaction, body: inTeam(interaction.body, team) });
  };
  app.command(/.*/, ({ body, command, ack }) =>
    start(run, {
      schema: Command,
      listener: listeners.commands.get(command.command),
      body,
      // Its acknowledgement shows the answer; replied as well, it would be there twice.
      respond: undefined,
      acknowledge: (answer) =>
        ack(
          answer?.text === undefined
            ? undefined
            : {
                response_type: 'ephemeral',
                text: answer.text,
                ...(answer.blocks && { blocks: answer.blocks }),
              },
        ),
    }),
  );
  app.shortcut({ type: 'message_action' }, ({ body, shortcut, ack, respond }) =>
    start(run, {
      schema: MessageShortcut,
      listener: listeners.shortcuts.get(shortcut.callback_id),
      body,
      respond,
      acknowledge: () => ack(),
    }),
  );
  app.action(/.*/, ({ body, action, ack, respond }) =>
    start(run, {
      schema: BlockAction,
      listener: listeners.actions.get(nameOfAction(action)),
      body,
      respond,
      isMute: respond === undefined,
      acknowledge: () => ack(),
    }),
  );
  app.options(/.*/, async ({ body, payload, ack }) => {
    reached.add(body);
    const answer = listeners.options.get(payload.action_id);
    const request = OptionsRequest.safeParse(body);
    await ack({ options: answer && request.success ? await answer(request.data) : [] });
  });
  app.view(/.*/, ({ body, view, ack }) =>
    start(run, {
      schema: Submission,
      listener: listeners.forms.get(view.callback_id),
      body,
      respond: undefined,
      acknowledge: (answer) => ack(responseTo(answer)),
    }),
  );
}

/** @see https://docs.slack.dev/surfaces/modals#response_actions */
function responseTo(answer: Acknowledgement | undefined): ViewResponseAction | undefined {
  if (answer?.closesAll) return { response_action: 'clear' };
  if (answer?.errors) return { response_action: 'errors', errors: answer.errors };
  return answer?.view && { response_action: 'update', view: answer.view };
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
