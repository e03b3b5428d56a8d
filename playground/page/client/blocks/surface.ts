import type { Channel, Outcome, Person } from '../../protocol.ts';
import type { Names } from '../text/names.ts';

/** What blocks need of the message, form or App Home that they stand in; people and channels are what menus offer. */
export type Surface = {
  names: Names;
  people: readonly Person[];
  channels: readonly Channel[];
  onPress: (actionId: string) => Promise<Outcome>;
  onChoose: (actionId: string, value: string) => Promise<Outcome>;
};
