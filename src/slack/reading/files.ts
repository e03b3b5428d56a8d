import { cleanName } from '../../clean-text.ts';
import type { FileReference } from '../../conversations/message.ts';
import { type Fields, fieldsOf } from '../../fields-of.ts';
import { SlackId } from '../workspace/outside-text.ts';
import { itemsOf, nameIn, textIn } from './fields.ts';
import { joinOnce } from './same-words.ts';

/** More of a file's content is for whoever opens it. */
const LONGEST_CONTENT = 8_000;

/**
 * The files of a message, with what Slack shows of their content: a clip's transcript, the text of an
 * email, the beginning of a snippet. One that its author took back is marked as such.
 *
 * @see https://docs.slack.dev/reference/objects/file-object
 */
export function filesIn(files: unknown, { revision }: { revision: string }): FileReference[] {
  return itemsOf(files)
    .map(fieldsOf)
    .map((file) => {
      const id = SlackId.safeParse(file.id).data;
      if (isTakenBack(file))
        return { ...(id && { id }), name: '', kind: '', takenBackAt: revision };
      const words = contentOf(file);
      return { ...(id && { id }), ...describe(file), ...(words !== '' && { words }) };
    });
}

/** A file inside an attachment, as lines: it is a part of what was forwarded. */
export function fileLines(files: unknown): string[] {
  return filesIn(files, { revision: '' })
    .filter(({ takenBackAt }) => takenBackAt === undefined)
    .flatMap(({ name, kind, words = '' }) => [`[file: ${name} (${kind})]`, ...words.split('\n')]);
}

function isTakenBack({ mode }: Fields): boolean {
  return mode === 'tombstone';
}

function describe({ name, title, mimetype, filetype, size, permalink }: Fields): FileReference {
  const names = [nameIn(name), nameIn(title)].filter((one) => one !== '');
  return {
    name: joinNames(names) || 'unnamed',
    kind: nameIn(mimetype) || nameIn(filetype) || 'unknown',
    ...(typeof size === 'number' && { size }),
    ...(typeof permalink === 'string' && { permalink }),
  };
}

/** A title that its author gave says more than the file's name; mostly it is the same. */
function joinNames([name = '', title = '']: string[]): string {
  const isSame = title === '' || name.toLowerCase().startsWith(title.toLowerCase());
  return isSame ? name : `${name}: ${title}`;
}

function contentOf(file: Fields): string {
  const { alt_txt, subject, from, plain_text, preview_plain_text, preview, transcription } = file;
  const spoken = textIn(fieldsOf(fieldsOf(transcription).preview).content);
  const written = textIn(plain_text) || textIn(preview_plain_text) || textIn(preview);
  const senders = itemsOf(from).map((sender) => nameIn(fieldsOf(sender).original));
  const heading = [...senders, nameIn(subject), cleanName(textIn(alt_txt))];
  const words = joinOnce(spoken, [...heading, ...written.split('\n')]).join('\n');
  if (words.length <= LONGEST_CONTENT) return words;
  return `${words.slice(0, LONGEST_CONTENT).toWellFormed()}\n[the rest is in the file]`;
}
