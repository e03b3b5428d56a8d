import type { Transaction } from '../database/open-database.ts';
import { redactSecrets } from '../privacy/redact-secrets.ts';
import type { Conversation } from './conversation.ts';
import type { IncomingMessage } from './incoming-message.ts';
import type { Role } from './message.ts';
import {
  claimTombstone,
  insertMessage,
  noteEscalationRequest,
  replaceOlder,
} from './message-store.ts';

/** What is new about a message: all of it, that it asks for a person, its words, or nothing. */
export type Stored = 'new' | 'requested' | 'changed' | 'known';

/**
 * Stores a message under its (team, channel, ts), without the secrets in it. What is newer by its
 * revision replaces what is there; what was deleted stays deleted.
 */
export async function storeMessage(
  transaction: Transaction,
  message: IncomingMessage,
  conversation: Conversation | null,
): Promise<Stored> {
  const { team, channel, ts, root, isEscalationRequest, revision, author, files } = message;
  // PostgreSQL takes any character but this one.
  const text = redactSecrets(message.text.replaceAll('\u0000', ''));
  const owner = {
    conversation_id: conversation?.id ?? null,
    author: author.user,
    role: roleOf(message, conversation),
  };
  const isNew = await insertMessage(transaction, {
    ...owner,
    team,
    channel,
    ts,
    root,
    text,
    files,
    is_escalation_request: isEscalationRequest,
    revision,
  });
  if (isNew) return 'new';
  const older = await replaceOlder(transaction, message, { text, files, revision });
  await claimTombstone(transaction, message, owner);
  if (isEscalationRequest && (await noteEscalationRequest(transaction, message)))
    return 'requested';
  // Slack reports an edit also where only a preview was added.
  return older && older.text !== text ? 'changed' : 'known';
}

function roleOf({ author }: IncomingMessage, conversation: Conversation | null): Role {
  if (author.user === conversation?.customer) return 'customer';
  return author.kind === 'agent' ? 'agent' : 'participant';
}
