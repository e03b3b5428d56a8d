import type { KnownBlock } from '@slack/web-api';
import type { TranscriptFile, TranscriptLine } from '../../outbox/kinds.ts';
import { isDirectMessages } from '../reading/place-of-channel.ts';
import { permalink } from '../workspace/permalink.ts';
import { clip } from './clip.ts';
import { recordsWithheld } from './records-withheld.ts';
import type { RenderSources } from './rendered.ts';
import { type Piece, paragraph } from './rich-text.ts';

const MOST_FILES = 8;
const LONGEST_NAME = 60;
const LONGEST_KIND = 40;
const LONGEST_ADDRESS = 200;

/** The files of a transcript, for its card: each a link, or that it stays in the direct messages. */
export async function filesBlocks(
  transcript: TranscriptLine[],
  sources: Pick<RenderSources, 'channelLookup' | 'workspaceUrl' | 'fileLimits'>,
): Promise<KnownBlock[]> {
  const files = transcript.flatMap((line) => line.files ?? []);
  const [first] = files;
  if (!first) return [];
  const pieces = files.slice(0, MOST_FILES).flatMap((file) => ['\n', ...entry(file, sources)]);
  const left = files.length - MOST_FILES;
  return [
    paragraph(
      { bold: 'Files' },
      await whoOpens(first, sources.channelLookup),
      ...pieces,
      left > 0 ? `\n${left} more are in the transcript below.` : '',
      { italic: `\n${sources.fileLimits ? CARRIED : ''}${NOT_CHECKED}` },
    ),
  ];
}

const CARRIED = 'What is brought here is in the thread. ';
const NOT_CHECKED = 'Files are not checked for secrets.';

/** Whether the files of a message are brought to where it is posted. */
export type FilesHere = 'linked' | 'carried' | 'withheld';

/** They go only where personal records may go. */
export async function filesHere(
  { channel, lines }: { channel: string; lines: Pick<TranscriptLine, 'files'>[] },
  { channelLookup, fileLimits }: Pick<RenderSources, 'channelLookup' | 'fileLimits'>,
): Promise<FilesHere> {
  const hasFiles = lines.some(({ files = [] }) => files.some(({ id }) => id !== undefined));
  if (!hasFiles || !fileLimits) return 'linked';
  return recordsWithheld(await channelLookup.lookUp(channel)) === undefined
    ? 'carried'
    : 'withheld';
}

/** What stands behind a line's words, which name its files. What is quoted there ends before it. */
export function fileLinks(
  { text, files = [] }: Pick<TranscriptLine, 'text' | 'files'>,
  { workspaceUrl, fileLimits }: Pick<RenderSources, 'workspaceUrl' | 'fileLimits'>,
  here: FilesHere,
): Piece[] {
  const [first] = files;
  if (!first) return [];
  const before = text.includes('\n') ? '\n' : ' ';
  if (isDirectMessages(first.channel)) {
    const sizes = files.map(describe).join(', ');
    const where = here === 'carried' ? below(files, fileLimits) : stay(files);
    return [`${before}(${where}: ${sizes})`];
  }
  const links = files.flatMap((file, index) => [
    index === 0 ? before : ' ',
    { link: `Open ${clip(file.name, LONGEST_NAME)}`, url: addressOf(file, workspaceUrl) },
  ]);
  if (here === 'carried') return [...links, ` (${below(files, fileLimits)})`];
  if (here === 'withheld') return [...links, ` (${stay(files)})`];
  return links;
}

function below({ length }: TranscriptFile[], limits: RenderSources['fileLimits']): string {
  const most = limits?.perMessage ?? length;
  return `${length > most ? `the first ${most} are below` : 'below'}, not checked for secrets`;
}

function stay([first, ...others]: TranscriptFile[]): string {
  const stays = others.length > 0 ? 'they stay' : 'it stays';
  if (first && isDirectMessages(first.channel)) return `${stays} in the direct messages`;
  return `${stays} in the customer’s conversation: others than agents can read this channel`;
}

function entry(
  file: TranscriptFile,
  { workspaceUrl, fileLimits }: Pick<RenderSources, 'workspaceUrl' | 'fileLimits'>,
): Piece[] {
  const name = clip(file.name, LONGEST_NAME);
  const rest = ` (${describe(file)})`;
  if (!isDirectMessages(file.channel)) {
    return [{ link: name, url: addressOf(file, workspaceUrl) }, rest];
  }
  if (fileLimits) return [`${name}${rest}`];
  return [`${name}${rest}, which stays in the customer’s direct messages with the bot`];
}

/** Everybody in the workspace sees a public channel. */
async function whoOpens(
  { channel }: TranscriptFile,
  channelLookup: RenderSources['channelLookup'],
): Promise<string> {
  if (isDirectMessages(channel)) return '';
  const found = await channelLookup.lookUp(channel);
  return found && !found.isPrivate ? '' : ' (they open for members of the customer’s channel)';
}

/** Where Slack names no address of a file, its message has one. */
function addressOf({ permalink: url, channel, ts }: TranscriptFile, workspaceUrl: string): string {
  if (url !== undefined && url.length <= LONGEST_ADDRESS && isOfSlack(url, workspaceUrl))
    return url;
  return permalink({ workspaceUrl, channel, ts });
}

/** A file from a shared channel has the address of its own workspace. */
function isOfSlack(url: string, workspaceUrl: string): boolean {
  const { protocol, hostname } = URL.parse(url) ?? { protocol: '', hostname: '' };
  if (hostname === URL.parse(workspaceUrl)?.hostname) return true;
  return protocol === 'https:' && /\.slack(-gov)?\.com$/.test(hostname);
}

function describe({ kind, size }: TranscriptFile): string {
  const type = clip(kind, LONGEST_KIND);
  return size === undefined ? type : `${type}, ${sizeText(size)}`;
}

function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
