import { z } from 'zod';
import type { Element } from '../blocks/block.ts';
import { type Option, OptionGroup, PlainTextOption } from '../blocks/options.ts';
import type { DeliveryResult } from '../deliveries/delivery.ts';
import type { Actor, OptionsUnder } from './actor.ts';
import type { Client } from './client.ts';
import { type Field, findField } from './field.ts';
import { failure } from './outcome.ts';
import { interactionPayload } from './payload.ts';
import { currentPlace, isForm, type Place, placePart } from './place.ts';

/** Slack's own, where a menu does not name another. */
const defaultMinQueryLength = 3;

/** The bot's answer to an options request. @see https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select */
const Options = z.union([
  z.strictObject({ options: z.array(PlainTextOption).max(100) }),
  z.strictObject({ option_groups: z.array(OptionGroup).max(100) }),
]);

/** The menus whose options the bot is asked for. */
export function createSuggestions(client: Client): Pick<Actor, 'optionsOf'> {
  return {
    async optionsOf(where, actionId, query = '') {
      const place = currentPlace(where, client);
      const field = findField(place.blocks, actionId);
      return suggestions(query, { place, field }, client);
    },
  };
}

type At = { place: Place; field: Field };

/** Asks the bot as Slack's client does while somebody types. @throws when the options do not load. */
export async function suggestions(
  query: string,
  { place, field }: At,
  client: Client,
): Promise<OptionsUnder[]> {
  const { blockId, actionId, element } = field;
  if (element.type !== 'external_select') throw new Error(`"${actionId}" has its own options`);
  if (query.length < (element.min_query_length ?? defaultMinQueryLength)) return [];
  const { trigger_id: _, ...about } = interactionPayload('block_suggestion', client);
  const result = await client.deliveries.ask({
    kind: 'interaction',
    by: client.person().id,
    type: 'block_suggestion',
    channel: 'ts' in place ? place.channel : undefined,
    payload: {
      ...about,
      ...placePart(place, client),
      block_id: blockId,
      action_id: actionId,
      value: query,
    },
  });
  const groups = read(result);
  client.offered.set(
    keyOf(place, field),
    groups.flatMap(({ options }) => options),
  );
  return groups;
}

function read(result: DeliveryResult): OptionsUnder[] {
  if (!result.accepted) throw new Error(`The options did not load: ${failure(result)}`);
  const { data } = Options.safeParse(result.body);
  if (!data) throw new Error('The options did not load: invalid_response');
  if ('options' in data) return [{ label: undefined, options: data.options }];
  return data.option_groups.map(({ label, options }) => ({ label: label.text, options }));
}

/** What can be chosen now in a menu whose options come from the bot: what it last offered, and what is chosen. */
export function offered({ place, field }: At, client: Client): readonly Option[] {
  const { element, blockId, actionId } = field;
  const chosen = isForm(place) ? place.state[blockId]?.[actionId]?.selected_option : undefined;
  const { data } = PlainTextOption.safeParse(chosen ?? initialOption(element));
  const found = client.offered.get(keyOf(place, field)) ?? [];
  return data ? [...found, data] : found;
}

function initialOption(element: Element): unknown {
  return 'initial_option' in element ? element.initial_option : undefined;
}

function keyOf(place: Place, { blockId, actionId }: Field): string {
  const id = 'ts' in place ? `${place.channel} ${place.ts}` : place.id;
  return [id, blockId, actionId].join(' ');
}
