import { z } from 'zod';
import { SlackError } from '../slack-error.ts';
import type { File } from '../team/message.ts';
import { messagesWith, takeBackFile } from '../team/take-back-file.ts';
import type { Team } from '../team/team.ts';
import { wholeFile } from '../wire/file.ts';
import { writableChannel } from './access.ts';
import { fromJson } from './arguments.ts';
import { type Methods, method } from './method.ts';

const Completed = z.preprocess(
  (value) => (typeof value === 'string' ? fromJson(value) : value),
  z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1),
);

/** Files and their uploads. @see https://docs.slack.dev/messaging/working-with-files */
export const fileMethods: Methods = {
  'files.info': method({
    takes: z.object({ file: z.string() }),
    scopes: ['files:read'],
    run({ file: id }, team) {
      const file = knownFile(team, id);
      return {
        file: { ...wholeFile(file, team), shares: sharesOf(file, team) },
        comments: [],
        response_metadata: { next_cursor: '' },
      };
    },
  }),

  'files.getUploadURLExternal': method({
    takes: z.object({
      filename: z.string().min(1),
      length: z.coerce.number().int().min(1),
      alt_txt: z.string().optional(),
      snippet_type: z.string().optional(),
    }),
    scopes: ['files:write'],
    run({ filename, length }, team) {
      const { ticket, id } = team.files.announce({ name: filename, user: team.bot.id, length });
      return { upload_url: `${team.filesOrigin()}/upload/v1/${ticket}`, file_id: id };
    },
  }),

  // Slack answers with neither the message nor its `ts`.
  'files.completeUploadExternal': method({
    takes: z.object({
      files: Completed,
      channel_id: z.string().optional(),
      thread_ts: z.string().optional(),
      initial_comment: z.string().optional(),
    }),
    scopes: ['files:write'],
    run({ files, channel_id, thread_ts, initial_comment = '' }, team) {
      const uploaded = files.map(({ id, title }) => ({ ...ownFile(team, id), title }));
      if (channel_id !== undefined) {
        const channel = writableChannel(team, channel_id);
        team.messages.post({
          channel: channel.id,
          user: team.bot.id,
          bot: { id: team.app.botId, appId: team.app.id },
          text: initial_comment,
          threadTs: root(channel.id, thread_ts, team),
          files: uploaded.map(({ title: _, ...file }) => file),
        });
      }
      return { files: uploaded.map(({ id, name, title }) => ({ id, title: title ?? name })) };
    },
  }),

  'files.delete': method({
    takes: z.object({ file: z.string() }),
    scopes: ['files:write'],
    run({ file: id }, team) {
      takeBackFile(team, ownFile(team, id));
      return {};
    },
  }),
};

function knownFile(team: Team, id: string): File {
  const file = team.files.find(id);
  if (!file) throw new SlackError(team.files.wasDeleted(id) ? 'file_deleted' : 'file_not_found');
  return file;
}

function ownFile(team: Team, id: string): File {
  const file = knownFile(team, id);
  if (file.user !== team.bot.id) throw new SlackError('file_not_found');
  return file;
}

function root(channel: string, ts: string | undefined, team: Team): string | undefined {
  if (ts === undefined) return undefined;
  if (!team.messages.find(channel, ts)) throw new SlackError('thread_not_found');
  return ts;
}

/** Where a file is, by channel: public ones apart from all others. */
function sharesOf({ id }: File, team: Team) {
  const messages = messagesWith(team, id);
  if (messages.length === 0 || !team.files.showsShares(id)) return {};
  const shares: Record<string, Record<string, object[]>> = {};
  for (const { channel, ts, threadTs } of messages) {
    const kind = team.channels.find(channel)?.kind === 'public' ? 'public' : 'private';
    const ofKind = { ...shares[kind] };
    const share = { ts, ...(threadTs === undefined ? {} : { thread_ts: threadTs }) };
    ofKind[channel] = [...(ofKind[channel] ?? []), { ...share, team_id: team.id }];
    shares[kind] = ofKind;
  }
  return shares;
}
