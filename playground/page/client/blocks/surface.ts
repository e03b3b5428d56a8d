import type { Answers, Channel, Outcome, Person } from '../../protocol.ts';
import type { Names } from '../text/names.ts';
import type { Value } from './field-props.ts';

/** What blocks need from their message, form or App Home; menus offer the people and channels. */
export type Surface = {
  names: Names;
  people: readonly Person[];
  channels: readonly Channel[];
  /** `answers` is what was entered in the form around it. */
  onPress: (actionId: string, answers?: Answers) => Promise<Outcome>;
  /** Asks the bot for the options of a menu. */
  onSearch: (actionId: string, query: string) => Promise<Outcome>;
  onChoose: (actionId: string, value: Value, answers?: Answers) => Promise<Outcome>;
};
