import type { Transaction } from '../database/open-database.ts';
import { redactSecrets } from '../privacy/redact-secrets.ts';
import type { DeletedMessage, IncomingMessage } from './incoming-message.ts';
import type { Role } from './message.ts';
import type { Placement } from './place-message.ts';

/**
 * Stores a message under its (team, channel, ts), without the secrets in it. What is newer by its
 * revision replaces what is there; what was deleted stays deleted.
 */
export async function storeMessage(
  transaction: Transaction,
  message: IncomingMessage,
  placement: Placement,
): Promise<'new' | 'changed' | 'known'> {
  const { team, channel, ts, root, isCall, revision } = message;
  const content = {
    // PostgreSQL takes any character but this one.
    text: redactSecrets(message.text.replaceAll('\u0000', '')),
    files: JSON.stringify(message.files),
    revision,
  };
  const inserted = await transaction
    .insertInto('messages')
    .values({
      ...{ team, channel, ts, root, ...content },
      is_call: isCall,
      conversation_id: placement.status === 'placed' ? placement.conversation.id : null,
      author: message.author.id,
      role: roleOf(message, placement),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return 'new';
  const updated = await transaction
    .updateTable('messages')
    .set(content)
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .where('revision', '<', revision)
    .where('is_deleted', '=', false)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n ? 'changed' : 'known';
}

/** Takes a message's words away and keeps its place, so that a late copy does not bring it back. */
export async function forgetMessage(
  transaction: Transaction,
  { team, channel, ts, root, revision }: DeletedMessage,
): Promise<void> {
  const gone = { text: '', files: '[]', revision, is_deleted: true };
  await transaction
    .insertInto('messages')
    .values({
      ...{ team, channel, ts, root, ...gone },
      ...{ is_call: false, conversation_id: null, author: '', role: 'participant' },
    })
    .onConflict((conflict) => conflict.columns(['team', 'channel', 'ts']).doUpdateSet(gone))
    .execute();
}

function roleOf({ author }: IncomingMessage, placement: Placement): Role {
  if (placement.status === 'placed' && author.id === placement.conversation.customer) {
    return 'customer';
  }
  return author.kind === 'agent' ? 'agent' : 'participant';
}
