import { initialState } from '../blocks/state.ts';
import type { Message } from '../team/message.ts';
import type { Entered } from '../team/modal.ts';
import { slackMessage } from '../wire/message.ts';
import type { Actor, Outcome } from './actor.ts';
import type { Client } from './client.ts';
import { type Field, findField } from './field.ts';
import { failure } from './outcome.ts';
import { interactionPayload } from './payload.ts';
import { currentPlace, isForm, isMessage, type Place, placePart } from './place.ts';
import { offered, suggestions } from './suggestions.ts';
import { enteredValue, isNamed } from './value.ts';

/** Buttons and menus, in messages, in forms and in the App Home. @see https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function createClicks(client: Client): Pick<Actor, 'press' | 'choose'> {
  return {
    async press(where, button) {
      const place = currentPlace(where, client);
      const field = findField(place.blocks, button);
      const isPair = field.element.type === 'feedback_buttons';
      const value = isPair ? enteredValue(field.element, button) : undefined;
      return click({ place, field, value }, client);
    },
    async choose(where, actionId, value) {
      const place = currentPlace(where, client);
      const field = findField(place.blocks, actionId);
      const entered = enteredValue(field.element, value, {
        offered: await offeredFor(value, { place, field }, client),
      });
      return click({ place, field, value: entered }, client);
    },
  };
}

/** Somebody who chooses by a text that was not offered yet types it first. */
async function offeredFor(
  value: string | readonly string[],
  at: { place: Place; field: Field },
  client: Client,
) {
  if (at.field.element.type !== 'external_select') return [];
  const wanted = String(value);
  const known = offered(at, client);
  if (known.some((option) => isNamed(option, wanted))) return known;
  await suggestions(wanted, at, client);
  return offered(at, client);
}

type Click = { place: Place; field: Field; value: Entered | undefined };

async function click({ place, field, value }: Click, client: Client): Promise<Outcome> {
  const { team, deliveries } = client;
  const hasState = value !== undefined && hasValue(field.element);
  const changed = isForm(place) && hasState ? team.modals.enter(place, field, value) : place;
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
      ...placePart(changed, client),
      ...(isMessage(changed) ? messagePart(changed, { field, value }, client) : {}),
      actions: [action(field, value, client)],
    },
  });
  if (result.accepted) return { status: 'acknowledged', shown: undefined };
  return { status: 'failed', reason: failure(result), shown: 'This app is not responding' };
}

function hasValue({ type }: Field['element']): boolean {
  return type !== 'overflow' && type !== 'feedback_buttons';
}

function action(
  { blockId, actionId, element }: Field,
  value: Entered | undefined,
  { team }: Client,
) {
  const button =
    element.type === 'button' || element.type === 'icon_button'
      ? { text: element.text, value: element.value }
      : {};
  const style = element.type === 'button' ? { style: element.style } : {};
  return {
    action_id: actionId,
    block_id: blockId,
    type: element.type,
    ...button,
    ...style,
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
  const isEphemeral = message.onlyFor !== undefined;
  const state = initialState(message.blocks);
  if (value && state[field.blockId]) state[field.blockId] = { [field.actionId]: value };
  return {
    ...(isEphemeral ? {} : { message: slackMessage(message, team) }),
    state: { values: state },
    response_url: responseUrls.issue({
      kind: 'actions',
      person: id,
      channel: message.channel,
      original: message,
    }),
  };
}
