import type { Transaction } from '../database/open-database.ts';
import { redactSecrets } from '../privacy/redact-secrets.ts';
import type { Conversation } from './conversation.ts';
import type { IncomingMessage } from './incoming-message.ts';
import { maskAnswerTo, maskWords } from './mask-message.ts';
import type { FileReference, Role } from './message.ts';
import { type MessageContent, newContent } from './message-content.ts';
import {
  changeMessage,
  claimTombstone,
  insertMessage,
  lockContent,
  noteEscalationRequest,
} from './message-store.ts';
import { shownWords } from './transcript.ts';

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
  const { team, channel, ts, root, isEscalationRequest, revision, author } = message;
  const text = await maskWords(transaction, message, conversation);
  const files = message.files.map(withoutSecrets);
  const owner = {
    conversation_id: conversation?.id ?? null,
    author: author.user,
    author_name: nameOfApp(message),
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
  await maskAnswerTo(transaction, message, conversation);
  if (isNew) return 'new';
  const isChanged = await changeContent(transaction, message, { text, files, revision });
  await claimTombstone(transaction, message, owner);
  if (isEscalationRequest && (await noteEscalationRequest(transaction, message)))
    return 'requested';
  // Slack reports an edit also where only a preview was added.
  return isChanged ? 'changed' : 'known';
}

/** Whether a message that is stored shows something else now. */
async function changeContent(
  transaction: Transaction,
  message: IncomingMessage,
  incoming: MessageContent,
): Promise<boolean> {
  const known = await lockContent(transaction, message);
  const content = known && newContent(known, incoming);
  if (!content) return false;
  await changeMessage(transaction, message, content);
  return shownWords(known) !== shownWords(content);
}

function withoutSecrets({ name, words, ...file }: FileReference): FileReference {
  return {
    ...file,
    name: redactSecrets(name),
    ...(words !== undefined && { words: redactSecrets(words) }),
  };
}

/** An app may post without a user account; others are looked up by theirs when they are shown. */
function nameOfApp({ app, author }: IncomingMessage): string | null {
  return app && author.user.startsWith('B') ? redactSecrets(app.name) : null;
}

/** Until the customer writes themselves, what their form sent are their words. */
function roleOf({ author, app }: IncomingMessage, conversation: Conversation | null): Role {
  const customer = conversation?.customer;
  const isReport = conversation?.from_app?.is === 'reporter' && app?.reports === customer;
  if (author.user === customer || isReport) return 'customer';
  return author.kind === 'agent' ? 'agent' : 'participant';
}
