import type { WebClient } from '@slack/web-api';
import { tsOf } from '../../conversations/slack-ts.ts';
import type { Database } from '../../database/open-database.ts';
import type { FileLimits } from '../../desk/desk.ts';
import type { Checkpoint } from '../../jobs/checkpoint.ts';
import { NotPosted, type Posted, Undeliverable } from '../../outbox/messenger.ts';
import type { FileMessage } from '../../outbox/outbox-message.ts';
import { noteNotCarried, noteUpload } from '../../outbox/outbox-store.ts';
import { addCarried, carriedOn } from '../../tickets/carried-bytes-store.ts';
import { callSlack } from './call-slack.ts';
import {
  assertMayBeRead,
  type CarriedMessage,
  type FileSource,
  type FileSources,
  sourceOf,
} from './file-source.ts';
import { Objection } from './objection.ts';
import { inBytes, readFile, tooMuchToday } from './read-file.ts';
import { createSlackFiles } from './slack-files.ts';

/** What became of a file: it is in its thread, or why not is to be posted there. */
export type Carried =
  | { status: 'posted'; posted: Posted }
  | { status: 'not-carried'; explained: Extract<FileMessage, { kind: 'carried-file' }> };

type MakeReport = (
  message: Extract<FileMessage, { kind: 'report-file' }>,
) => Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }>;

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
  makeReport,
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
  /** Makes the bytes of a report, which are nowhere before. @throws {LeftOut} */
  makeReport: MakeReport;
  /** Slack says late where an upload is. */
  betweenLooksMs: number;
  checkpoint: Checkpoint;
  now: () => Date;
}) {
  const slackFiles = createSlackFiles({ client, origin, betweenLooksMs });
  return { carry, find, remove };

  /**
   * @throws {LeftOut} when it is not to be carried, as its conversation says elsewhere.
   * @throws {Undeliverable | NotPosted} as `Messenger.post`.
   */
  async function carry(message: FileMessage): Promise<Carried> {
    if (message.words) return { status: 'not-carried', explained: message };
    try {
      const upload = message.uploaded_file ?? (await uploadFirst(message));
      // Its channel may have become public since it was uploaded.
      if (message.kind !== 'report-file') await assertMayBeRead(message, sources);
      return { status: 'posted', posted: await complete(message, upload) };
    } catch (error) {
      if (!(error instanceof Objection)) throw error;
      const { words } = error;
      // The customer is not bothered with it: the agents are told. Of a report the log says it.
      if (message.kind !== 'carried-file') {
        throw new Undeliverable(words.code ?? words.because, { cause: error });
      }
      await database.transaction((transaction) => noteNotCarried(transaction, message.id, words));
      return { status: 'not-carried', explained: { ...message, words } };
    }
  }

  function uploadFirst(message: FileMessage): Promise<string> {
    return message.kind === 'report-file' ? uploadReport(message) : uploadSource(message);
  }

  async function uploadReport(message: Parameters<MakeReport>[0]): Promise<string> {
    const { name, bytes } = await makeReport(message);
    const upload = await slackFiles.upload(name, bytes);
    await database.transaction((transaction) => noteUpload(transaction, message.id, upload));
    checkpoint('upload stored', subjectOf(message));
    return upload;
  }

  async function uploadSource(message: CarriedMessage): Promise<string> {
    const subject = message.about.ticketId;
    const source = await sourceOf(message, sources);
    // Asked each time: a message may name no more than the file's id, and what it names grows old.
    const { name, bytes } = await readFile(source, await slackFiles.info(source.file), {
      origin,
      token,
      limits,
      carried: await carriedOn(database.queries, source.account, now()),
      waitedMs: now().getTime() - message.created_at.getTime(),
    });
    checkpoint('file downloaded', subject);
    const upload = await slackFiles.upload(name, bytes);
    checkpoint('file uploaded', subject);
    if (!(await storeUpload(message, { upload, source, bytes: bytes.length }))) {
      throw new Objection({ name, ...tooMuchToday(limits) });
    }
    checkpoint('upload stored', subject);
    return upload;
  }

  /** Stores an upload together with what it counts for; false where the day's limit is reached meanwhile. */
  async function storeUpload(
    { id }: FileMessage,
    { upload, source, bytes }: { upload: string; source: FileSource; bytes: number },
  ): Promise<boolean> {
    const most = inBytes(limits.megabytesPerCustomerAndDay);
    return database.transaction(async (transaction) => {
      const isWithin = await addCarried(transaction, source.account, { bytes, most, at: now() });
      if (isWithin) await noteUpload(transaction, id, upload);
      return isWithin;
    });
  }

  async function complete(message: FileMessage, upload: string): Promise<Posted> {
    const { channel, thread } = message;
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
      throw await meaningOf(error, message, upload);
    }
    checkpoint('upload completed', subjectOf(message));
    // It is posted for certain: no failure may say otherwise.
    const shown = await slackFiles.find(upload, message).catch(() => undefined);
    // Where Slack does not say where, the time before the call stands for it: no reply is older.
    return shown ?? { ts: before };
  }

  /** An upload that Slack has lost is made again; what else it refuses is a reason to be read. */
  async function meaningOf(
    cause: Undeliverable,
    { id }: FileMessage,
    upload: string,
  ): Promise<Error> {
    const { code } = cause;
    if (!lostUploads.has(code)) {
      const name = (await slackFiles.info(upload))?.name || 'A file';
      return new Objection({ name, because: 'refused', code }, { cause });
    }
    await database.transaction((transaction) => noteUpload(transaction, id, null));
    return new NotPosted('Slack has lost an upload', { cause });
  }

  async function find(message: FileMessage): Promise<Posted | undefined> {
    const { uploaded_file } = message;
    return uploaded_file === null ? undefined : slackFiles.find(uploaded_file, message);
  }

  async function remove({ uploaded_file }: FileMessage): Promise<void> {
    if (uploaded_file !== null) await slackFiles.remove(uploaded_file);
  }
}

/** What a file belongs to, by which the work on it is followed. */
function subjectOf({ about }: FileMessage): string {
  return 'week' in about ? about.week : about.ticketId;
}

/** Slack's codes for an upload that it has no more. */
const lostUploads = new Set(['file_not_found', 'file_deleted', 'invalid_file_id', 'file_expired']);
