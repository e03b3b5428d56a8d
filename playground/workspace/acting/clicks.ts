import { initialState } from '../blocks/state.ts';
import type { Home } from '../team/home.ts';
import type { Message } from '../team/message.ts';
import type { Entered, Modal } from '../team/modal.ts';
import { slackMessage } from '../wire/message.ts';
import { slackHome, slackView } from '../wire/view.ts';
import type { Actor, Outcome } from './actor.ts';
import { type Client, currentMessage } from './client.ts';
import { type Field, findField } from './field.ts';
import { failure } from './outcome.ts';
import { channelName, interactionPayload } from './payload.ts';
import { enteredValue } from './value.ts';

/** Buttons and menus, in messages, in forms and in the App Home. @see https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function createClicks(client: Client): Pick<Actor, 'press' | 'choose'> {
  return {
    async press(where, button) {
      const place = currentPlace(where, client);
      const field = findField(place.blocks, button);
      return click({ place, field, value: undefined }, client);
    },
    async choose(where, actionId, value) {
      const place = currentPlace(where, client);
      const field = findField(place.blocks, actionId);
      return click({ place, field, value: enteredValue(field.element, value) }, client);
    },
  };
}

type Place = Message | Modal | Home;
type Click = { place: Place; field: Field; value: Entered | undefined };

function currentPlace(where: Place, client: Client): Place {
  if (isMessage(where)) return currentMessage(client, where);
  if (isHome(where)) return client.team.homes.of(where.person) ?? where;
  const modal = client.team.modals.find(where.id);
  if (!modal) throw new Error(`The form "${where.title}" was closed`);
  return modal;
}

function isMessage(place: Place): place is Message {
  return 'ts' in place;
}

function isHome(place: Modal | Home): place is Home {
  return 'type' in place;
}

async function click({ place, field, value }: Click, client: Client): Promise<Outcome> {
  const { team, deliveries } = client;
  const isForm = !isMessage(place) && !isHome(place);
  const hasState = value !== undefined && field.element.type !== 'overflow';
  const changed = isForm && hasState ? team.modals.enter(place, field, value) : place;
  if (field.block.type === 'input' && !field.block.dispatch_action) {
    return { status: 'acknowledged', shown: undefined };
  }
  const result = await deliveries.ask({
    kind: 'interaction',
    by: client.person().id,
    type: 'block_actions',
    channel: isMessage(place) ? place.channel : undefined,
    payload: {
      ...interactionPayload('block_actions', client),
      ...(isMessage(changed)
        ? messagePart(changed, { field, value }, client)
        : viewPart(changed, client)),
      actions: [action(field, value, client)],
    },
  });
  if (result.accepted) return { status: 'acknowledged', shown: undefined };
  return { status: 'failed', reason: failure(result), shown: 'This app is not responding' };
}

function action(
  { blockId, actionId, element }: Field,
  value: Entered | undefined,
  { team }: Client,
) {
  const button =
    element.type === 'button'
      ? { text: element.text, value: element.value, style: element.style }
      : {};
  return {
    action_id: actionId,
    block_id: blockId,
    type: element.type,
    ...button,
    ...value,
    action_ts: team.clock.ts(),
  };
}

function messagePart(
  message: Message,
  { field, value }: { field: Field; value: Entered | undefined },
  { team, person, responseUrls }: Client,
) {
  const { id } = person();
  const channel = team.channels.get(message.channel);
  const isEphemeral = message.onlyFor !== undefined;
  const state = initialState(message.blocks);
  if (value && state[field.blockId]) state[field.blockId] = { [field.actionId]: value };
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    channel: { id: channel.id, name: channelName(channel) },
    ...(isEphemeral ? {} : { message: slackMessage(message, team) }),
    state: { values: state },
    response_url: responseUrls.issue({
      kind: 'actions',
      person: id,
      channel: channel.id,
      original: message,
    }),
  };
}

function viewPart(place: Modal | Home, { team }: Client) {
  const view = isHome(place) ? slackHome(place, team) : slackView(place, team);
  return { container: { type: 'view', view_id: place.id }, view };
}
