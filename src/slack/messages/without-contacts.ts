import type { KnownBlock } from '@slack/web-api';
import { emailPattern } from '../../privacy/find-emails.ts';
import { replacePhones } from '../../privacy/find-phones.ts';
import { maskEmail } from '../../privacy/mask-email.ts';
import type { Rendered } from './rendered.ts';

const PHONE_LEFT_OUT = '[phone number left out]';

/** The same message with no email and no phone number to read; undefined where it shows none. */
export function withoutContacts(rendered: Rendered): Rendered | undefined {
  const text = masked(rendered.text);
  const shown = JSON.stringify(rendered.blocks);
  const blocks: KnownBlock[] = JSON.parse(shown, maskShown);
  if (text === rendered.text && JSON.stringify(blocks) === shown) return undefined;
  return { ...rendered, text, blocks };
}

/** What is shown stands under `text`; ids, values and addresses stand under other names. */
function maskShown(name: string, value: unknown): unknown {
  return name === 'text' && typeof value === 'string' ? masked(value) : value;
}

function masked(text: string): string {
  return replacePhones(text.replace(emailPattern, maskEmail), () => PHONE_LEFT_OUT);
}
