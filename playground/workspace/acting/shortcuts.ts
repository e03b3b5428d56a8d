import { slackMessage } from '../wire/message.ts';
import type { Actor } from './actor.ts';
import { type Client, currentMessage } from './client.ts';
import { failure } from './outcome.ts';
import { channelName, interactionPayload } from './payload.ts';

/** Message shortcuts. @see https://docs.slack.dev/interactivity/implementing-shortcuts */
export function createShortcut(client: Client): Actor['shortcut'] {
  const { team, deliveries } = client;
  return async (wanted, clicked) => {
    const message = currentMessage(client, clicked);
    if (message.onlyFor || message.tombstone) throw new Error('This message has no shortcuts');
    const known = team.app.manifest.features.shortcuts
      .filter(({ type }) => type === 'message')
      .find(({ callback_id, name }) => callback_id === wanted || name === wanted);
    if (!known) throw new Error(`The app's manifest has no message shortcut "${wanted}"`);
    const result = await deliveries.ask({
      kind: 'interaction',
      by: client.person().id,
      type: 'message_action',
      channel: message.channel,
      payload: payload(known.callback_id, message, client),
    });
    if (result.accepted) return { status: 'acknowledged', shown: undefined };
    return { status: 'failed', reason: failure(result), shown: 'This app is not responding' };
  };
}

function payload(callbackId: string, message: Parameters<Actor['shortcut']>[1], client: Client) {
  const { team, person, responseUrls } = client;
  const channel = team.channels.get(message.channel);
  return {
    ...interactionPayload('message_action', client),
    callback_id: callbackId,
    action_ts: team.clock.ts(),
    channel: { id: channel.id, name: channelName(channel) },
    message_ts: message.ts,
    message: slackMessage(message, team),
    response_url: responseUrls.issue({
      kind: 'app',
      person: person().id,
      channel: channel.id,
      original: message,
    }),
  };
}
