import { RichText } from '../blocks/rich-text.ts';
import { readRichText } from '../reading/rich-text.ts';
import type { Entered, Modal } from '../team/modal.ts';
import { type Field, fieldsOf } from './field.ts';

/** The errors that Slack's client itself finds in a form before it sends it, by block id. */
export function missing(modal: Modal): Record<string, string> {
  return Object.fromEntries(
    fieldsOf(modal.blocks).flatMap((field) => {
      const problem = problemOf(field, modal.state[field.blockId]?.[field.actionId]);
      return problem ? [[field.blockId, problem]] : [];
    }),
  );
}

function problemOf({ block, element }: Field, entered: Entered | undefined): string | undefined {
  if (block.type !== 'input') return undefined;
  if (isBlank(entered)) {
    return block.optional ? undefined : 'Please complete this required field.';
  }
  const text = String(entered?.value ?? '');
  if (element.type === 'email_text_input' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
    return 'Please enter a valid email address.';
  }
  if (element.type !== 'plain_text_input') return undefined;
  return problemOfLength(text, element.min_length ?? 0, element.max_length ?? 3000);
}

function problemOfLength(text: string, least: number, most: number): string | undefined {
  if (text.length < least) return `Please use at least ${least} characters.`;
  return text.length > most ? `Please use at most ${most} characters.` : undefined;
}

function isBlank(entered: Entered | undefined): boolean {
  const { type: _, ...held } = entered ?? { type: '' };
  return Object.values(held).every((value) =>
    Array.isArray(value) ? value.length === 0 : value === null || value === '' || isBare(value),
  );
}

/** Whether it is rich text without anything to read. */
function isBare(value: unknown): boolean {
  const { data } = RichText.safeParse(value);
  return data !== undefined && readRichText(data, (id) => id).shown.trim() === '';
}
