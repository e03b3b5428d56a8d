import type { Channel, Person } from '../../protocol.ts';
import type { Names } from '../text/names.ts';

/** What blocks need of the message, form or App Home that they stand in. */
export type Surface = {
  names: Names;
  people: readonly Person[];
  channels: readonly Channel[];
  onPress: (actionId: string) => Promise<unknown>;
  onChoose: (actionId: string, value: string) => Promise<unknown>;
};
