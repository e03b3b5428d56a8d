import type { Home } from '../team/home.ts';
import type { Message } from '../team/message.ts';
import type { Modal } from '../team/modal.ts';
import { slackHome, slackView } from '../wire/view.ts';
import { type Client, currentMessage } from './client.ts';
import { channelName } from './payload.ts';

/** Where an element is. */
export type Place = Message | Modal | Home;

/** The place as it is now. @throws when it was deleted or closed. */
export function currentPlace(where: Place, client: Client): Place {
  if (isMessage(where)) return currentMessage(client, where);
  if (isHome(where)) return client.team.homes.of(where.person) ?? where;
  const modal = client.team.modals.find(where.id);
  if (!modal) throw new Error(`The form "${where.title}" was closed`);
  return modal;
}

export function isMessage(place: Place): place is Message {
  return 'ts' in place;
}

export function isForm(place: Place): place is Modal {
  return 'rootId' in place;
}

function isHome(place: Modal | Home): place is Home {
  return 'type' in place;
}

/** The place in the payload of what was done there. */
export function placePart(place: Place, { team }: Client) {
  if (!isMessage(place)) {
    const view = isHome(place) ? slackHome(place, team) : slackView(place, team);
    return { container: { type: 'view', view_id: place.id }, view };
  }
  const channel = team.channels.get(place.channel);
  return {
    container: {
      type: 'message',
      message_ts: place.ts,
      channel_id: channel.id,
      is_ephemeral: place.onlyFor !== undefined,
      ...(place.threadTs ? { thread_ts: place.threadTs } : {}),
    },
    channel: { id: channel.id, name: channelName(channel) },
  };
}
