import type { NotCarried } from '../../outbox/not-carried.ts';
import { clip } from './clip.ts';
import type { MessageOf, Rendered } from './rendered.ts';
import { type Piece, paragraph } from './rich-text.ts';

const LONGEST_NAME = 120;
const LONGEST_ADDRESS = 2_000;

/** Why a file is not here, for the agents who would look for it. */
export function renderCarriedFile({ words }: MessageOf<'carried-file'>): Rendered {
  if (!words) return { text: 'A file', blocks: [paragraph('A file')], isWithheld: true };
  const name = clip(words.name, LONGEST_NAME);
  return {
    text: `${name} is not here`,
    blocks: [paragraph({ bold: name }, ` ${notCarriedText(words)}`, ...linkTo(words))],
    isWithheld: true,
  };
}

/** As a clause behind the file's name. */
export function notCarriedText({ because, megabytes, code }: Omit<NotCarried, 'name'>): string {
  switch (because) {
    case 'forbidden-kind':
      return 'is not carried: programs, scripts, web pages and documents with macros stay where they are.';
    case 'too-big':
      return `is not carried: it is larger than ${megabytes} MB.`;
    case 'too-much-today':
      return `is not carried: more than ${megabytes} MB would be carried for this customer today.`;
    case 'empty':
      return 'is not carried: it is empty.';
    case 'external':
      return 'is kept outside of Slack.';
    case 'gone':
      return 'is not carried: it can no longer be read in Slack.';
    case 'no-access':
      return 'is not carried: Slack does not let the bot read it.';
    case 'odd-address':
      return 'is not carried: its address leads outside of Slack.';
    case 'incomplete':
      return 'is not carried: it came incomplete.';
    case 'unreachable':
      return 'is not carried: Slack did not give it for an hour.';
    case 'refused':
      return `is not carried: Slack refused it (${code}).`;
  }
}

/** The host is shown, so that nobody opens one that they do not know. */
function linkTo({ because, url }: NotCarried): Piece[] {
  const address = url === undefined || because !== 'external' ? null : URL.parse(url);
  if (address?.protocol !== 'https:' || address.href.length > LONGEST_ADDRESS) return [];
  return [' ', { link: `Open it at ${clip(address.host, 80)}`, url: address.href }];
}
