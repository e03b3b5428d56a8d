import { categoryTitle } from '../../desk/categories.ts';
import type { Category } from '../../desk/desk.ts';
import { clip } from '../messages/clip.ts';
import { shortName } from '../messages/short-name.ts';
import type { Profiles } from '../workspace/profiles.ts';
import type { ReplyNews } from './reply-news.ts';

const LONGEST_LINE = 300;
const MOST_LINES = 4;

/** What an agent must know before a reply is sent all the same, in a paragraph each. */
export async function replyNotices(
  { wasResolved, movedTo, wider, lines, personal }: ReplyNews,
  { profiles, categories }: { profiles: Profiles; categories: Category[] },
): Promise<string[]> {
  const latest = await Promise.all(
    lines.slice(-MOST_LINES).map(async ({ author, text }) => {
      const words = clip(text.replace(/\s+/g, ' '), LONGEST_LINE);
      return `${await shortName(profiles, author)}: “${words}”`;
    }),
  );
  return [
    wasResolved ? 'The ticket was resolved meanwhile.' : '',
    movedTo === undefined
      ? ''
      : `The ticket was moved to ${categoryTitle(categories, movedTo) ?? 'triage'} meanwhile.`,
    wider?.of === 'channel' ? `More people can read #${wider.name} now: see below.` : '',
    lines.length > 0 ? `Since you opened this, there is something new.\n${latest.join('\n')}` : '',
    personal.length > 0
      ? `Others than the customer will read this, and it holds ${new Intl.ListFormat('en').format(personal.slice(0, 10).map((value) => `“${clip(value, 60)}”`))}.`
      : '',
  ].filter((notice) => notice !== '');
}
