import type { Channel, Outcome, Person } from '../../protocol.ts';
import type { Names } from '../text/names.ts';

/** What blocks need from their message, form or App Home; menus offer the people and channels. */
export type Surface = {
  names: Names;
  people: readonly Person[];
  channels: readonly Channel[];
  onPress: (actionId: string) => Promise<Outcome>;
  onChoose: (actionId: string, value: string) => Promise<Outcome>;
};
