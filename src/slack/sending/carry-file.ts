import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { tsOf } from '../../conversations/slack-ts.ts';
import type { Database } from '../../database/open-database.ts';
import type { FileLimits } from '../../desk/desk.ts';
import type { Checkpoint } from '../../jobs/checkpoint.ts';
import { NotPosted, type Posted, Undeliverable } from '../../outbox/messenger.ts';
import type { NotCarried } from '../../outbox/not-carried.ts';
import { noteNotCarried, noteUpload } from '../../outbox/outbox-store.ts';
import { addCarried, carriedOn } from '../../tickets/carried-bytes-store.ts';
import { FileInfo, kindOf } from '../reading/file-info.ts';
import { isForbiddenFile, looksForbidden } from '../reading/forbidden-file.ts';
import { leadsTo } from '../workspace/files-origin.ts';
import { callSlack } from './call-slack.ts';
import { downloadFile } from './download-file.ts';
import { type FileMessage, type FileSource, type FileSources, sourceOf } from './file-source.ts';
import { findInThread } from './find-in-thread.ts';

/** What became of a file: it is in its thread, or why not is to be posted there. */
export type Carried =
  | { status: 'posted'; posted: Posted }
  | { status: 'not-carried'; explained: Extract<FileMessage, { kind: 'carried-file' }> };

export type FileCarrier = ReturnType<typeof createFileCarrier>;

/**
 * Carries files from one conversation into another: downloaded, uploaded, completed. What was uploaded
 * is stored before it is completed, which is what posts it; after an uncertain end Slack is asked where
 * the upload is before it is completed again. Slack takes no key of ours for an upload.
 *
 * @see https://docs.slack.dev/messaging/working-with-files#uploading_files
 */
export function createFileCarrier({
  client,
  database,
  sources,
  token,
  origin,
  limits,
  betweenLooksMs,
  checkpoint,
  now,
}: {
  client: WebClient;
  database: Database;
  sources: FileSources;
  token: string;
  /** Where Slack keeps its files. */
  origin: string;
  limits: FileLimits;
  /** Slack says late where an upload is. */
  betweenLooksMs: number;
  checkpoint: Checkpoint;
  now: () => Date;
}) {
  return { carry, find, remove };

  /**
   * @throws {LeftOut} when it is not to be carried, as its conversation says elsewhere.
   * @throws {Undeliverable | NotPosted} as `Messenger.post`.
   */
  async function carry(message: FileMessage): Promise<Carried> {
    if (message.words) return { status: 'not-carried', explained: message };
    try {
      const upload = message.uploaded_file ?? (await uploadSource(message));
      return { status: 'posted', posted: await complete(message, upload) };
    } catch (error) {
      if (!(error instanceof Objection)) throw error;
      const { words } = error;
      // The customer is not bothered with it: the agents are told.
      if (message.kind === 'reply-file') throw new Undeliverable(codeOf(words), { cause: error });
      await database.transaction((transaction) => noteNotCarried(transaction, message.id, words));
      return { status: 'not-carried', explained: { ...message, words } };
    }
  }

  async function uploadSource(message: FileMessage): Promise<string> {
    const subject = message.about.ticketId;
    const source = await sourceOf(message, sources);
    const info = await infoOf(source);
    const bytes = await bytesOf(source, info, message);
    checkpoint('file downloaded', subject);
    const upload = await send(bytes, { filename: nameOf(info, source) });
    checkpoint('file uploaded', subject);
    const isWithinLimit = await database.transaction(async (transaction) => {
      const mostBytes = inBytes(limits.megabytesPerCustomerAndDay);
      const sum = { bytes: bytes.length, most: mostBytes, at: now() };
      if (!(await addCarried(transaction, source.account, sum))) return false;
      await noteUpload(transaction, message.id, upload);
      return true;
    });
    if (!isWithinLimit) throw tooMuchToday(nameOf(info, source));
    checkpoint('upload stored', subject);
    return upload;
  }

  /** Asked each time: a message may name no more than the file's id, and what it names grows old. */
  async function infoOf(source: FileSource): Promise<FileInfo> {
    const info = await fileInfo(source.file);
    const name = nameOf(info, source);
    if (!info || info.isTakenBack) throw new Objection({ name, because: 'gone' });
    if (info.isExternal) throw new Objection({ name, because: 'external', url: info.url });
    if (isForbiddenFile(kindOf(info))) throw new Objection({ name, because: 'forbidden-kind' });
    return info;
  }

  async function bytesOf(
    source: FileSource,
    info: FileInfo,
    { created_at }: FileMessage,
  ): Promise<Uint8Array> {
    const name = nameOf(info, source);
    const carried = await carriedOn(database.queries, source.account, now());
    const left = inBytes(limits.megabytesPerCustomerAndDay) - carried;
    const most = Math.min(inBytes(limits.megabytes), left);
    const tooBig = most === left ? tooMuchToday(name) : tooLong(name);
    if ((info.size ?? 0) > most) throw tooBig;
    let bytes = await attempt();
    // A connection that is cut where its end was announced looks complete.
    if (bytes.length < (info.size ?? 0)) bytes = await attempt();
    if (bytes.length < (info.size ?? 0)) throw new Objection({ name, because: 'incomplete' });
    if (bytes.length === 0) throw new Objection({ name, because: 'empty' });
    if (looksForbidden(bytes)) throw new Objection({ name, because: 'forbidden-kind' });
    return bytes;

    async function attempt(): Promise<Uint8Array> {
      const download = await downloadOf(name, created_at, { url: info.downloadUrl, most });
      if (download.status === 'read') return download.bytes;
      throw download.because === 'too-big'
        ? tooBig
        : new Objection({ name, because: download.because });
    }
  }

  /** One file that Slack never gives must not hold up the others for ever. */
  async function downloadOf(name: string, since: Date, what: { url: string; most: number }) {
    try {
      return await downloadFile({ ...what, origin, token });
    } catch (error) {
      if (now().getTime() - since.getTime() < GIVEN_UP_AFTER_MS) throw error;
      throw new Objection({ name, because: 'unreachable' }, { cause: error });
    }
  }

  async function send(bytes: Uint8Array, { filename }: { filename: string }): Promise<string> {
    const { upload_url = '', file_id = '' } = await orObjection(filename, () =>
      client.files.getUploadURLExternal({ filename, length: bytes.length }),
    );
    if (!leadsTo(origin, upload_url)) {
      throw new Objection({ name: filename, because: 'odd-address' });
    }
    // Its address is its key: the token stays here.
    const answer = await fetch(upload_url, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.from(bytes),
      redirect: 'manual',
      signal: AbortSignal.timeout(LONGEST_UPLOAD_MS),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`Slack answered an upload with ${answer.status}`);
    return file_id;
  }

  async function complete(message: FileMessage, upload: string): Promise<Posted> {
    const { id, channel, thread } = message;
    const before = tsOf(now());
    const files: [{ id: string }] = [{ id: upload }];
    try {
      await callSlack(() =>
        thread === null
          ? client.files.completeUploadExternal({ files, channel_id: channel })
          : client.files.completeUploadExternal({ files, channel_id: channel, thread_ts: thread }),
      );
    } catch (error) {
      if (!(error instanceof Undeliverable)) throw error;
      if (!lostUploads.has(error.code)) {
        const name = (await fileInfo(upload))?.name || 'A file';
        throw new Objection({ name, because: 'refused', code: error.code }, { cause: error });
      }
      await database.transaction((transaction) => noteUpload(transaction, id, null));
      throw new NotPosted('Slack has lost an upload', { cause: error });
    }
    checkpoint('upload completed', message.about.ticketId);
    // It is posted for certain: no failure may say otherwise.
    const shown = await find({ ...message, uploaded_file: upload }).catch(() => undefined);
    // Where Slack does not say where, the time before the call stands for it: no reply is older.
    return shown ?? { ts: before };
  }

  /** Where an upload is. Slack says so late, so an empty answer is not believed at once. */
  async function find(message: FileMessage): Promise<Posted | undefined> {
    const { uploaded_file, channel, thread } = message;
    if (uploaded_file === null) return undefined;
    for (let look = 0; look < LOOKS; look += 1) {
      if (look > 0) await sleep(betweenLooksMs);
      const info = await fileInfo(uploaded_file);
      const share = info
        ?.sharesIn(channel)
        .find(({ thread_ts }) => thread === null || thread_ts === thread);
      if (share) return { ts: share.ts };
    }
    const ts = await callSlack(() =>
      findInThread(client, message, ({ files }) => files.some(({ id }) => id === uploaded_file)),
    );
    return ts === undefined ? undefined : { ts };
  }

  /** Takes what was uploaded away, wherever it is shown. */
  async function remove({ uploaded_file: file }: FileMessage): Promise<void> {
    if (file === null) return;
    try {
      await callSlack(() => client.files.delete({ file }));
    } catch (error) {
      if (!(error instanceof Undeliverable && goneFiles.has(error.code))) throw error;
    }
  }

  async function fileInfo(file: string): Promise<FileInfo | undefined> {
    try {
      const answer = await callSlack(() => client.files.info({ file }));
      return FileInfo.parse(answer.file);
    } catch (error) {
      if (error instanceof Undeliverable) return undefined;
      throw error;
    }
  }

  function tooLong(name: string): Objection {
    return new Objection({ name, because: 'too-big', megabytes: limits.megabytes });
  }

  function tooMuchToday(name: string): Objection {
    const megabytes = limits.megabytesPerCustomerAndDay;
    return new Objection({ name, because: 'too-much-today', megabytes });
  }
}

/** With the pauses between them, as long as Slack may need. */
const LOOKS = 5;
const GIVEN_UP_AFTER_MS = 60 * 60_000;
const LONGEST_UPLOAD_MS = 120_000;
const LONGEST_NAME = 200;

/** Slack's codes for an upload that it has no more: it is made again. */
const lostUploads = new Set(['file_not_found', 'file_deleted', 'invalid_file_id', 'file_expired']);
const goneFiles = new Set(['file_not_found', 'file_deleted']);

/** A file is not carried, and those who expect it are to know why. */
class Objection extends Error {
  override readonly name = 'Objection';
  readonly words: NotCarried;

  constructor(words: NotCarried, options?: ErrorOptions) {
    super(`A file is not carried (${words.because})`, options);
    this.words = words;
  }
}

function codeOf({ because, code }: NotCarried): string {
  return code ?? because;
}

/** What Slack will not take of a file is a reason that agents can read. */
async function orObjection<Result>(name: string, make: () => Promise<Result>): Promise<Result> {
  try {
    return await callSlack(make);
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error;
    throw new Objection({ name, because: 'refused', code: error.code }, { cause: error });
  }
}

function nameOf(info: FileInfo | undefined, { name }: FileSource): string {
  return (info?.name || info?.title || name || 'file').slice(0, LONGEST_NAME).toWellFormed();
}

function inBytes(megabytes: number): number {
  return megabytes * 1_000_000;
}
