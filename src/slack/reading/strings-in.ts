import { cleanText } from '../../clean-text.ts';
import { fieldsOf } from '../../fields-of.ts';

/**
 * Every string in a value that may be somebody's words: ids, addresses, kinds and the like are none.
 * It goes down without calling itself, however deep the value is.
 */
export function stringsIn(value: unknown): string[] {
  const found: string[] = [];
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string' && !isAddress(next)) found.push(cleanText(next));
    const inside = Array.isArray(next) ? next : wordyValues(next);
    for (const inner of inside.toReversed()) open.push(inner);
  }
  return found.filter((text) => text.trim() !== '');
}

function wordyValues(value: unknown): unknown[] {
  const fields = fieldsOf(value);
  // What a button or a choice carries is its app's own; what a field has is shown.
  const isChoice = 'action_id' in fields || 'text' in fields;
  return Object.entries(fields)
    .filter(([name]) => !isTechnical(name) && !(isChoice && name === 'value'))
    .map(([, inner]) => inner);
}

function isAddress(text: string): boolean {
  return /^[a-z][a-z+.-]*:\/\/\S*$/i.test(text);
}

function isTechnical(name: string): boolean {
  return (
    technical.has(name) || /(?:^|_)(?:ids?|urls?|ts|icons?|html|link)$|^(?:thumb|image)_/.test(name)
  );
}

/** Fields of Slack's own that hold no words. */
const technical = new Set(
  [
    'type subtype mode style range unicode format color border emoji verbatim locale language',
    'mimetype filetype pretty_type media_display_type file_access external_type preview_highlight',
    'team user user_team source_team channel username shares permalink permalink_public app_icons',
    'mrkdwn_in msg_subtype bot_profile status converted_pdf deanimate_gif vtt hls mp4',
  ].flatMap((line) => line.split(' ')),
);
