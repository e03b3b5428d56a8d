import type { WebClient } from '@slack/web-api';
import type { Note } from '../../routing/carry-notes.ts';
import { messageWords } from '../reading/message-words.ts';
import type { Names } from '../reading/names.ts';
import type { SlackMessage } from '../reading/slack-message.ts';
import { threadPages } from './thread-pages.ts';

/** What people write: plainly, with a file, with /me, or so that it shows in the channel, too. */
const written = new Set(['file_share', 'me_message', 'thread_broadcast']);

/**
 * Reads what agents wrote under a card. Its files are named; they stay where they are.
 *
 * @throws when Slack does not give the thread.
 */
export async function readAgentsNotes(
  { channel, root }: { channel: string; root: string },
  {
    client,
    names,
    onUnreadable,
  }: { client: WebClient; names: Names; onUnreadable: (error: Error) => void },
): Promise<Note[]> {
  const notes: Note[] = [];
  for await (const page of threadPages(client, { channel, root, onUnreadable })) {
    for (const message of page) {
      if (message.ts !== root && isNote(message)) notes.push(...noteOf(message, names));
    }
  }
  return notes;
}

function isNote({ bot_id, subtype }: SlackMessage): boolean {
  return !bot_id && (!subtype || written.has(subtype));
}

function noteOf(message: SlackMessage, names: Names): Note[] {
  const { ts, user } = message;
  const { text, files } = messageWords(message, { names, revision: ts });
  const named = files.map(({ name }) => `[file: ${name}]`);
  const words = [text, ...named].filter((part) => part !== '').join('\n');
  return user && words !== '' ? [{ ts, author: user, text: words }] : [];
}
