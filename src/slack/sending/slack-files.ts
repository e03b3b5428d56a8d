import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { type Posted, Undeliverable } from '../../outbox/messenger.ts';
import type { FileMessage } from '../../outbox/outbox-message.ts';
import { FileInfo } from '../reading/file-info.ts';
import { leadsTo } from '../workspace/files-origin.ts';
import { callSlack } from './call-slack.ts';
import { findInThread } from './find-in-thread.ts';
import { Objection, orObjection } from './objection.ts';

/** What Slack keeps of files. Their bytes come from one place: `origin`. */
export function createSlackFiles({
  client,
  origin,
  betweenLooksMs,
}: {
  client: WebClient;
  origin: string;
  betweenLooksMs: number;
}) {
  return { info, upload, find, remove };

  /** How a file is now; undefined where Slack has it no more, or does not show it to the bot. */
  async function info(file: string): Promise<FileInfo | undefined> {
    try {
      const answer = await callSlack(() => client.files.info({ file }));
      return FileInfo.parse(answer.file);
    } catch (error) {
      if (error instanceof Undeliverable) return undefined;
      throw error;
    }
  }

  /** Sends bytes, which nobody sees before the upload is completed, and returns their file's id. */
  async function upload(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const { upload_url = '', file_id = '' } = await orObjection(name, () =>
      client.files.getUploadURLExternal({ filename: name, length: bytes.length }),
    );
    if (!leadsTo(origin, upload_url)) throw new Objection({ name, because: 'odd-address' });
    // Its address is its key: the token stays here.
    const answer = await fetch(upload_url, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: bytes,
      redirect: 'manual',
      signal: AbortSignal.timeout(LONGEST_UPLOAD_MS),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`Slack answered an upload with ${answer.status}`);
    return file_id;
  }

  /** Where an upload is. Slack says so late, so an empty answer is not believed at once. */
  async function find(
    file: string,
    message: Pick<FileMessage, 'channel' | 'thread' | 'created_at'>,
  ): Promise<Posted | undefined> {
    const { channel, thread } = message;
    for (let look = 0; look < LOOKS; look += 1) {
      if (look > 0) await sleep(betweenLooksMs, undefined, { ref: false });
      const found = await info(file);
      const share = found
        ?.sharesIn(channel)
        .find(({ thread_ts }) => thread === null || thread_ts === thread);
      if (share) return { ts: share.ts };
    }
    const ts = await callSlack(() =>
      findInThread(client, message, ({ files }) => files.some(({ id }) => id === file)),
    );
    return ts === undefined ? undefined : { ts };
  }

  /** Takes what was uploaded away, wherever it is shown. */
  async function remove(file: string): Promise<void> {
    try {
      await callSlack(() => client.files.delete({ file }));
    } catch (error) {
      if (!(error instanceof Undeliverable && goneFiles.has(error.code))) throw error;
    }
  }
}

/** With the pauses between them, as long as Slack may need. */
const LOOKS = 5;
const LONGEST_UPLOAD_MS = 120_000;
const goneFiles = new Set(['file_not_found', 'file_deleted']);
