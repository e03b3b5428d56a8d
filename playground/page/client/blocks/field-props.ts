import type { Surface } from './surface.ts';

/** What a field's value is on this page; an empty text stands for nothing. */
export type Value = string | readonly string[];

/** What every field takes, in a form as in a message. */
export type FieldProps<Element, V extends Value = string> = {
  element: Element;
  surface: Surface;
  /** Of the control itself, or of the group of them. */
  id: string;
  value: V;
  /** At each change. */
  onEnter: (value: V) => void;
  /** Once a choice is made or typing is done, if the bot wants to hear of it at once. */
  onDone: ((value: string) => void) | undefined;
  label: { 'aria-label'?: string; 'aria-labelledby'?: string };
  describedBy: string | undefined;
  isInvalid: boolean;
  isRequired: boolean;
};
