import type { Transaction } from '../database/open-database.ts';
import { redactSecrets } from '../privacy/redact-secrets.ts';
import type { DeletedMessage, IncomingMessage } from './incoming-message.ts';
import type { Role } from './message.ts';
import type { Placement } from './place-message.ts';

/**
 * Stores a message under its (team, channel, ts), without the secrets in it. What is newer by its
 * revision replaces what is there; what was deleted stays deleted. `called` is a call for a person
 * that is new, of a message that is not; `changed` one with other words than before.
 */
export async function storeMessage(
  transaction: Transaction,
  message: IncomingMessage,
  placement: Placement,
): Promise<'new' | 'called' | 'changed' | 'known'> {
  const { team, channel, ts, root, isCall, revision } = message;
  const ownership = {
    conversation_id: placement.status === 'placed' ? placement.conversation.id : null,
    author: message.author.id,
    role: roleOf(message, placement),
  };
  const content = {
    // PostgreSQL takes any character but this one.
    text: redactSecrets(message.text.replaceAll('\u0000', '')),
    files: JSON.stringify(message.files),
    revision,
  };
  const inserted = await transaction
    .insertInto('messages')
    .values({
      ...{ team, channel, ts, root, is_call: isCall },
      ...content,
      ...ownership,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return 'new';
  const same = { team, channel, ts };
  const isChanged = await replaceOlder(transaction, same, content);
  await claimTombstone(transaction, same, ownership);
  if (isCall && (await noteCall(transaction, same))) return 'called';
  return isChanged ? 'changed' : 'known';
}

type Same = { team: string; channel: string; ts: string };

async function replaceOlder(
  transaction: Transaction,
  same: Same,
  content: { text: string; files: string; revision: string },
): Promise<boolean> {
  const older = await transaction
    .selectFrom('messages')
    .select('text')
    .where('team', '=', same.team)
    .where('channel', '=', same.channel)
    .where('ts', '=', same.ts)
    .where('revision', '<', content.revision)
    .where('is_deleted', '=', false)
    .forUpdate()
    .executeTakeFirst();
  if (!older) return false;
  await ofMessage(transaction, same).set(content).execute();
  // Slack tells of a preview that was added as of an edit.
  return older.text !== content.text;
}

/** What was deleted before it came still has its place in a conversation. */
async function claimTombstone(
  transaction: Transaction,
  same: Same,
  ownership: { conversation_id: string | null; author: string; role: Role },
): Promise<void> {
  await ofMessage(transaction, same).set(ownership).where('author', '=', NOBODY).execute();
}

/** An edit or a delete that came before a call for a person does not make it unsaid. */
async function noteCall(transaction: Transaction, same: Same): Promise<boolean> {
  const noted = await ofMessage(transaction, same)
    .set({ is_call: true })
    .where('is_call', '=', false)
    .executeTakeFirst();
  return noted.numUpdatedRows === 1n;
}

function ofMessage(transaction: Transaction, { team, channel, ts }: Same) {
  return transaction
    .updateTable('messages')
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('ts', '=', ts);
}

/** The author of a message of which nothing but its end is known. */
const NOBODY = '';

/**
 * Takes a message's words away and keeps its place, so that a late copy does not bring it back. Says
 * whose words they were, if they were there and belonged to a conversation.
 */
export async function forgetMessage(
  transaction: Transaction,
  { team, channel, ts, root, revision }: DeletedMessage,
): Promise<{ conversationId: string } | undefined> {
  const gone = { text: '', files: '[]', revision, is_deleted: true };
  const row = await transaction
    .insertInto('messages')
    .values({
      ...{ team, channel, ts, root, ...gone },
      ...{ is_call: false, conversation_id: null, author: NOBODY, role: 'participant' },
    })
    .onConflict((conflict) =>
      conflict
        .columns(['team', 'channel', 'ts'])
        .doUpdateSet(gone)
        .where('messages.is_deleted', '=', false),
    )
    .returning('conversation_id')
    .executeTakeFirst();
  return row?.conversation_id ? { conversationId: row.conversation_id } : undefined;
}

function roleOf({ author }: IncomingMessage, placement: Placement): Role {
  if (placement.status === 'placed' && author.id === placement.conversation.customer) {
    return 'customer';
  }
  return author.kind === 'agent' ? 'agent' : 'participant';
}
