import type { Option, SelectElement } from '../../block-kit.ts';
import type { Surface } from './surface.ts';

/** Options under their label; without one where they are not grouped. */
export type Group = { label: string | undefined; options: readonly Option[] };

/** What a menu offers: its own options, or the people or channels of the workspace. */
export function thingsToChoose(element: SelectElement, { people, channels }: Surface): Group[] {
  switch (element.type) {
    case 'static_select':
      return groups(element);
    case 'users_select':
      return [ungrouped(people.map(({ id, name }) => option(id, name)))];
    case 'channels_select':
      return [
        ungrouped(
          open(channels)
            .filter(({ kind }) => kind === 'public')
            .map(named),
        ),
      ];
    case 'conversations_select':
      return [ungrouped(open(channels).map(named))];
  }
}

type Grouped = {
  options?: readonly Option[] | undefined;
  option_groups?: readonly { label: { text: string }; options: readonly Option[] }[] | undefined;
};

export function groups({ options, option_groups = [] }: Grouped): Group[] {
  const labelled = option_groups.map((group) => ({
    label: group.label.text,
    options: group.options,
  }));
  return options ? [ungrouped(options), ...labelled] : labelled;
}

type Channel = Surface['channels'][number];

function open(channels: readonly Channel[]): Channel[] {
  return channels.filter(({ isArchived }) => !isArchived);
}

function named({ id, kind, name }: Channel): Option {
  return option(id, kind === 'im' ? name : `#${name}`);
}

function option(value: string, text: string): Option {
  return { value, text: { type: 'plain_text', text, emoji: false } };
}

function ungrouped(options: readonly Option[]): Group {
  return { label: undefined, options };
}
