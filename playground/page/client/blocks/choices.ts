import type { PlainTextElement, TextObject } from '@slack/types';
import type { Option, SelectElement } from '../../block-kit.ts';
import type { OptionsUnder } from '../../protocol.ts';
import type { Surface } from './surface.ts';

/** An option of the element, or a person or channel of the workspace. */
export type Choice = {
  value: string;
  text: TextObject;
  description: PlainTextElement | undefined;
};

/** Choices under their label; without one where they are not grouped. */
export type Group = { label: string | undefined; choices: readonly Choice[] };

/** The choices of a menu: its own options, or the people or channels of the workspace. */
export function choicesOf(element: SelectElement, { people, channels }: Surface): Group[] {
  switch (element.type) {
    case 'static_select':
      return groups(element);
    case 'users_select':
      return [ungrouped(people.map(({ id, name }) => choice(id, name)))];
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
  options?: readonly Option[];
  option_groups?: readonly { label: PlainTextElement; options: readonly Option[] }[];
};

export function groups({ options, option_groups = [] }: Grouped): Group[] {
  const labelled = option_groups.map((group) => ({
    label: group.label.text,
    choices: group.options.map(choiceOf),
  }));
  return options ? [ungrouped(options.map(choiceOf)), ...labelled] : labelled;
}

/** The options that the bot offers. */
export function groupsUnder(offered: readonly OptionsUnder[]): Group[] {
  return offered.map(({ label, options }) => ({ label, choices: options.map(choiceOf) }));
}

type Channel = Surface['channels'][number];

function open(channels: readonly Channel[]): Channel[] {
  return channels.filter(({ isArchived }) => !isArchived);
}

function choiceOf({ value = '', text, description }: Option): Choice {
  return { value, text, description };
}

function named({ id, kind, name }: Channel): Choice {
  return choice(id, kind === 'im' ? name : `#${name}`);
}

function choice(value: string, text: string): Choice {
  return {
    value,
    text: { type: 'plain_text', text, emoji: false },
    description: undefined,
  };
}

function ungrouped(choices: readonly Choice[]): Group {
  return { label: undefined, choices };
}
