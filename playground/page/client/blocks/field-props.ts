import type { Surface } from './surface.ts';

/** A field's value; an empty text means no value. */
export type Value = string | readonly string[];

/** The props of every field, in a form or in a message. */
export type FieldProps<Element, V extends Value = string> = {
  element: Element;
  surface: Surface;
  /** The id of the control, or of the group of controls. */
  id: string;
  value: V;
  /** Called at each change. */
  onEnter: (value: V) => void;
  /** Called after a choice or after typing, if the bot is to receive the value at once. */
  onDone: ((value: Value) => void) | undefined;
  label: { 'aria-label'?: string; 'aria-labelledby'?: string };
  describedBy: string | undefined;
  isInvalid: boolean;
  isRequired: boolean;
};
