import { useId, useState } from 'preact/hooks';
import { useSlack } from '../slack.ts';

/** The slash commands that match what is typed, and the one that is selected. */
export type Commands = {
  id: string;
  isOpen: boolean;
  all: readonly Suggestion[];
  active: Suggestion | undefined;
  choose: (name: string) => void;
  /** Handles the keys that move and choose. Returns whether it did. */
  press: (key: string) => boolean;
};

export type Suggestion = { id: string; name: string; description: string; hint: string };

export function useCommands(text: string, onChosen: (name: string) => void): Commands {
  const { screen } = useSlack();
  const id = useId();
  const [index, setIndex] = useState(0);
  const [closedAt, setClosedAt] = useState<string>();
  const isCommand = /^\/\S*$/.test(text) && closedAt !== text;
  const all = screen.bot.commands
    .filter(({ name }) => isCommand && name.startsWith(text) && name !== text)
    .map(({ name, description, hint = '' }, at) => ({
      id: `${id}-${at}`,
      name,
      description,
      hint,
    }));
  const active = all[Math.min(index, all.length - 1)];

  const press = (key: string): boolean => {
    if (!active) return false;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const step = key === 'ArrowDown' ? 1 : all.length - 1;
      setIndex((all.indexOf(active) + step) % all.length);
      return true;
    }
    if (key === 'Escape') {
      setClosedAt(text);
      return true;
    }
    if (key !== 'Enter' && key !== 'Tab') return false;
    onChosen(active.name);
    return true;
  };
  return { id, isOpen: all.length > 0, all, active, choose: onChosen, press };
}
