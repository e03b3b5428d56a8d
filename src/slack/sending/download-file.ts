import type { NotCarried } from '../../outbox/not-carried.ts';
import { leadsTo } from '../workspace/files-origin.ts';

type Because = NotCarried['because'];

/** The bytes of a file, or why there are none. */
export type Download =
  | { status: 'read'; bytes: Uint8Array<ArrayBuffer> }
  | { status: 'not-carried'; because: Because };

/**
 * Reads a file of Slack as it comes. The token goes to Slack's own host for files and nowhere else, nor
 * where that sends on to. The bytes are counted as they come, whatever was said of their number.
 *
 * Slack wants the length of an upload before its first byte, so up to `most` bytes are kept in memory
 * meanwhile, and none on disk.
 *
 * @throws when Slack does not answer, or breaks off: it may do better another time.
 */
export async function downloadFile({
  url,
  origin,
  token,
  most,
}: {
  url: string;
  origin: string;
  token: string;
  most: number;
}): Promise<Download> {
  if (!leadsTo(origin, url)) return notCarried('odd-address');
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    redirect: 'manual',
    signal: AbortSignal.timeout(LONGEST_MS),
  });
  const because = objectionTo(answer);
  if (because === undefined) return read(answer, most);
  await answer.body?.cancel();
  return notCarried(because);
}

const LONGEST_MS = 120_000;

/** @throws when another try may be answered differently. */
function objectionTo({ status, headers, type }: Response): Because | undefined {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) return 'odd-address';
  if (status === 429 || status >= 500) throw new Error(`Slack answered a download with ${status}`);
  if (status !== 200) return 'no-access';
  // The status of a sign-in page is that of a success; pages themselves are not carried.
  const isPage = /^\s*(text\/html|application\/xhtml)/i.test(headers.get('content-type') ?? '');
  return isPage ? 'no-access' : undefined;
}

async function read({ body }: Response, most: number): Promise<Download> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    // Leaving the loop ends the connection.
    if (length > most) return notCarried('too-big');
    chunks.push(chunk);
  }
  return { status: 'read', bytes: Buffer.concat(chunks) };
}

function notCarried(because: Because): Download {
  return { status: 'not-carried', because };
}
