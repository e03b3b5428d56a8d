import { z } from 'zod';
import { json, jsonWithDefault, withDefault } from '../database/tables.ts';

/** What the author of a message is in its conversation. */
export const Role = z.enum(['customer', 'bot', 'agent', 'participant']);
export type Role = z.infer<typeof Role>;

/** A file of a message: a reference, and what Slack shows of its content beside it. */
export const FileReference = z.object({
  name: z.string(),
  kind: z.string(),
  /** Slack's id; what an older bot has stored has none. */
  id: z.string().optional(),
  /** A clip's transcript, the text of an email, the beginning of a snippet. */
  words: z.string().optional(),
  /** The revision of the message without it: its author took it back, and it is shown no more. */
  takenBackAt: z.string().optional(),
  /** In bytes. */
  size: z.number().optional(),
  /** Slack's own address of the file's page, for those who see the channel. */
  permalink: z.string().optional(),
});
export type FileReference = z.infer<typeof FileReference>;

/** One Slack message, as it is now. One without a conversation waits for its thread's root. */
export const Message = z.object({
  team: z.string(),
  channel: z.string(),
  ts: z.string(),
  root: z.string(),
  conversation_id: z.string().nullable(),
  author: z.string(),
  /** What the author is called, where they have no account that could be looked up: an app. */
  author_name: z.string().nullable(),
  role: Role,
  text: z.string(),
  files: json(z.array(FileReference)),
  is_escalation_request: z.boolean(),
  /** The `ts` of the message or of its last edit: later ones replace earlier ones. */
  revision: z.string(),
  /** Its words are gone; the row keeps a late copy from bringing them back. */
  is_deleted: withDefault(z.boolean()),
  /** It is in a transcript that agents have. */
  is_handed_over: withDefault(z.boolean()),
  /** What the bot posted for an agent, who is its author. */
  reply_id: z.string().nullable(),
  /** The ticket that it was given to; null: it belongs to what its conversation is about. */
  ticket_id: z.string().nullable(),
  /** The tickets whose agents were given it with all that was written in a merged one. */
  handed_to: jsonWithDefault(z.array(z.string())),
  /** Its author is yet to be shown, by a mark on it, that it was received. */
  is_to_be_marked: withDefault(z.boolean()),
});
export type Message = z.infer<typeof Message>;
