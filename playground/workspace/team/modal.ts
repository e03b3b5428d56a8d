import type { ViewBlock } from '../blocks/block.ts';

/** Where a form opens: with the person who asked for it, on the device where they did. */
export type FormPlace = { person: string; device: string };

/** A form that one person has open, and what they have entered so far. */
export type Modal = FormPlace & {
  id: string;
  title: string;
  submitText: string | undefined;
  closeText: string | undefined;
  callbackId: string;
  externalId: string;
  privateMetadata: string;
  blocks: readonly ViewBlock[];
  notifyOnClose: boolean;
  clearOnClose: boolean;
  hash: string;
  rootId: string;
  previousId: string | undefined;
  /** By block id, then by action id. */
  state: ModalState;
  /** The errors of the bot or of the form itself, by block id. */
  errors: Record<string, string>;
};

export type ModalState = Record<string, Record<string, Entered>>;

/** One field's value in the form in which Slack sends it, e.g. `{ type: 'plain_text_input', value: 'x' }`. */
export type Entered = { type: string } & Record<string, unknown>;
