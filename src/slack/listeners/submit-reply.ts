import { loadConversation } from '../../conversations/conversation-store.ts';
import { claimInteraction } from '../../database/interaction-store.ts';
import type { Transaction } from '../../database/open-database.ts';
import { PLACEHOLDERS } from '../../desk/desk.ts';
import { findSecrets } from '../../privacy/find-secrets.ts';
import { lockWithMerged } from '../../tickets/lock-with-merged.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { lastTsOfTicket } from '../../tickets/ticket-transcript.ts';
import { REPLY_FILES, REPLY_PLACE } from '../messages/action-ids.ts';
import {
  DIRECTLY,
  type ReplyContext,
  readReplyContext,
  replyForm,
} from '../messages/reply-form.ts';
import { holdsPlaceholders, holdsSecrets, replyRefusal } from '../messages/reply-refusal.ts';
import { type Audience, readAudience } from '../reading/audience.ts';
import { type ReplyBody, replyBody } from '../reading/reply-body.ts';
import { directChannel } from '../workspace/direct-channel.ts';
import { NO_SUCH_ACT, TAKEN_BACK } from './answers.ts';
import { objectionToFiles } from './chosen-files.ts';
import type { Submission } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { mergedAnswer } from './merged-answer.ts';
import { objectionTo } from './objection.ts';
import { channelOfReply, describeForm } from './open-reply-form.ts';
import { hashOf, hasNews, type ReplyNews, replyNews } from './reply-news.ts';
import { replyNotices } from './reply-notices.ts';

type Written = Extract<ReplyBody, { status: 'read' }>;
type Outcome =
  | { status: 'saved' }
  | { status: 'taken-back' }
  | { status: 'refused'; objection: string }
  | { status: 'merged'; ticket: Ticket }
  | { status: 'news'; ticket: Ticket; news: ReplyNews };
/** Who reads it, and the customer's direct messages where it is to go there. */
type Place = { audience: Audience; direct: string | undefined };

/**
 * The form in which an agent answers. What they could not know when they wrote is shown first, and
 * nothing is sent until they submit it again.
 */
export async function submitReply(
  submission: Submission,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { user, about, answerBlock, answers, richText, files } = submission;
  const { database, names } = deps;
  const context = readReplyContext(about);
  const refuse = (text: string) => responder.acknowledge({ errors: { [answerBlock]: text } });
  const ticket = await loadTicket(database.queries, context.ticketId);
  const objection = objectionTo(user, ticket, deps) ?? (await mergedAnswer(ticket, deps, 'form'));
  if (objection !== undefined) return refuse(objection);
  const written = replyBody(richText, names);
  if (written.status !== 'read') return refuse(replyRefusal(written));
  const { text } = written;
  const unfilled = PLACEHOLDERS.filter((placeholder) => text.includes(placeholder));
  if (unfilled.length > 0) return refuse(holdsPlaceholders(unfilled));
  const secrets = findSecrets([text, ...files.map(({ name }) => name)].join('\n'));
  if (secrets.length > 0) return refuse(holdsSecrets(secrets));
  const { customer } = await loadConversation(database.queries, ticket.conversation_id);
  const fileObjection = await objectionOfFiles(submission, customer, deps);
  if (fileObjection !== undefined) {
    return responder.acknowledge({ errors: { [REPLY_FILES]: fileObjection } });
  }

  const isDirect = answers.get(REPLY_PLACE) === DIRECTLY;
  const place = isDirect
    ? await directPlace(customer, deps)
    : await publicPlace(ticket, context, deps);
  const { audience } = place;
  const outcome = await database.transaction<Outcome>(async (transaction) => {
    const locked = await lockWithMerged(transaction, ticket.id);
    // It may have gone to other agents while Slack was asked.
    const objection = objectionTo(user, locked, deps);
    if (objection !== undefined) return { status: 'refused', objection };
    if (locked.merged_into !== null) return { status: 'merged', ticket: locked };
    const news = await replyNews(transaction, { ticket: locked, context, text, audience });
    if (hasNews(news)) return { status: 'news', ticket: locked, news };
    return save(transaction, { ticket: locked, context, written, place, submission }, deps);
  });
  if (outcome.status === 'refused') return refuse(outcome.objection);
  if (outcome.status === 'taken-back') return refuse(TAKEN_BACK);
  if (outcome.status === 'saved') return responder.acknowledge();
  if (outcome.status === 'merged') {
    return refuse((await mergedAnswer(outcome.ticket, deps, 'form')) ?? NO_SUCH_ACT);
  }

  const { ticket: current, news } = outcome;
  const view = replyForm({
    ...(await describeForm(ticket, user, deps)),
    context: {
      ...context,
      openedAt: deps.now().toISOString(),
      seenTs: await lastTsOfTicket(database.queries, ticket),
      isResolved: current.status === 'resolved',
      destination: current.destination,
      // The choice between the two places stays.
      audience: place.direct === undefined ? audience : context.audience,
      confirmed: news.personal.length > 0 ? hashOf(text) : context.confirmed,
    },
    body: { type: 'rich_text', elements: written.body },
    notices: await replyNotices(news, deps),
  });
  await responder.acknowledge({ view });
}

async function objectionOfFiles(
  { files, team }: Submission,
  customer: string,
  { database: { queries }, fileLimits: limits, now }: ListenerDeps,
): Promise<string | undefined> {
  const account = { team, customer, direction: 'to-customer' } as const;
  return objectionToFiles(files, { queries, limits, account, at: now() });
}

async function directPlace(customer: string, { client }: ListenerDeps): Promise<Place> {
  return { audience: { of: 'direct' }, direct: await directChannel(client, customer) };
}

async function publicPlace(
  ticket: Ticket,
  { replyId }: ReplyContext,
  deps: ListenerDeps,
): Promise<Place> {
  const channel = await channelOfReply(ticket, replyId ?? undefined, deps);
  return { audience: await readAudience(deps.client, channel), direct: undefined };
}

/** Sends a new reply once, however often its form is delivered, or changes one that was sent. */
async function save(
  transaction: Transaction,
  {
    ticket,
    context,
    written: { body, text },
    place: { direct: directChannel },
    submission: { team, user: author, key, files: chosen },
  }: {
    ticket: Ticket;
    context: ReplyContext;
    written: Written;
    place: Place;
    submission: Submission;
  },
  { tickets: { replies }, newId, now }: ListenerDeps,
): Promise<Outcome> {
  const isFirst = await claimInteraction(transaction, { team, key: `reply:${key}`, at: now() });
  if (!isFirst) return { status: 'saved' };
  if (context.replyId !== null) {
    const edit = { id: context.replyId, ticketId: ticket.id, body, text };
    const isChanged = await replies.edit(transaction, edit);
    return { status: isChanged ? 'saved' : 'taken-back' };
  }
  const id = newId();
  // Slack lets one file be chosen twice.
  const files = [...new Map(chosen.map((file) => [file.id, nameOfFile(file)])).values()];
  await replies.send(transaction, { ticket, id, author, body, text, files, directChannel });
  return { status: 'saved' };
}

function nameOfFile({ id, name, title }: Submission['files'][number]) {
  return { id, name: name || title || 'a file' };
}
