import { customersOf } from '../../conversations/conversation-store.ts';
import type { Queries } from '../../database/open-database.ts';
import { findEmails } from '../../privacy/find-emails.ts';
import { findLastDigits } from '../../privacy/find-last-digits.ts';
import { findSecrets } from '../../privacy/find-secrets.ts';
import { problemInChannel } from '../../routing/problem-in-channel.ts';
import type { KnownProblem } from '../../tickets/known-problem.ts';
import { lockWithMerged } from '../../tickets/lock-with-merged.ts';
import { recordValuesIn } from '../../tickets/personal-values.ts';
import { hasUpdate } from '../../tickets/problem-update-store.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import { loadTicket, loadTriages, lockProblems } from '../../tickets/ticket-store.ts';
import { agentName } from '../messages/agent-name.ts';
import { clip } from '../messages/clip.ts';
import { holdsSecrets, replyRefusal } from '../messages/reply-refusal.ts';
import { shortName } from '../messages/short-name.ts';
import {
  readUpdateAllContext,
  type UpdateAllContext,
  updateAllForm,
} from '../messages/update-all-form.ts';
import { type ReplyBody, replyBody } from '../reading/reply-body.ts';
import {
  holdsPersonal,
  leadsOnly,
  NOBODY_TO_UPDATE,
  otherNumber,
  sentMeanwhile,
} from './answers.ts';
import type { BlockAction, Submission } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { objectionToClick } from './moved-answer.ts';
import { objectionTo } from './objection.ts';
import { refuse } from './refuse.ts';
import { hashOf } from './reply-news.ts';

/** To more than these only a lead sends. */
const MOST_WITHOUT_LEAD = 25;
const LONGEST_UPDATE = 300;

type Written = Extract<ReplyBody, { status: 'read' }>;

/** The button *Update all…* of a known problem: opens the form in which an agent writes to all of its customers. */
export async function updateAllButton(
  click: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const ticket = await loadTicket(deps.database.queries, click.value);
  const objection = await objectionToClick(click, ticket, deps);
  if (objection !== undefined) return refuse(responder, objection);
  const problem = await readProblem(deps.database.queries, ticket, deps);
  if (!problem) return refuse(responder, NOBODY_TO_UPDATE);
  const view = updateAllForm(ticket, { ...seenOf(problem), preview: undefined, notices: [] });
  await deps.client.views.open({ trigger_id: click.triggerId, view });
  await responder.acknowledge();
}

/**
 * That form. What is sent is what was shown: the text, to whom it goes, and what was sent before. Where any of that
 * is different by now, it is shown again, and nothing is sent.
 */
export async function submitUpdateAll(
  submission: Submission,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { user, about, answerBlock, richText, key, team } = submission;
  const { database, names, leads } = deps;
  const { queries } = database;
  const refuseText = (text: string) => responder.acknowledge({ errors: { [answerBlock]: text } });
  const context = readUpdateAllContext(about);
  const ticket = await loadTicket(queries, context.ticketId);
  const objection = objectionTo(user, ticket, deps);
  if (objection !== undefined) return refuseText(objection);
  const written = replyBody(richText, names);
  if (written.status !== 'read') return refuseText(replyRefusal(written));
  const secrets = findSecrets(written.text);
  if (secrets.length > 0) return refuseText(holdsSecrets(secrets));
  const problem = await readProblem(queries, ticket, deps);
  if (!problem) return refuseText(NOBODY_TO_UPDATE);
  const { length } = problem.open;
  const maySend = length <= MOST_WITHOUT_LEAD || (await leads.isLead(user));
  if (!maySend) return refuseText(leadsOnly(length, MOST_WITHOUT_LEAD));
  const personal = await personalIn(queries, written.text, problem);
  if (personal.emails.length + personal.values.length > 0) {
    return refuseText(holdsPersonal(personal));
  }

  const id = `${key}-${context.previewed}`;
  const current = await database.transaction(async (transaction) => {
    const locked = await lockWithMerged(transaction, ticket.id);
    await lockProblems(transaction, team);
    // The same form came twice.
    if (await hasUpdate(transaction, id)) return undefined;
    const now = await readProblem(transaction, locked, deps);
    const isAsShown = now && context.previewed === hashOfAll(written, now);
    if (!isAsShown || objectionTo(user, locked, deps) !== undefined) return now ?? problem;
    const { body, text } = written;
    const recipients = now.open.map((one) => one.id);
    const update = { id, team, ticket_id: locked.id, author: user, body, text, recipients };
    await deps.tickets.updateAll(transaction, update);
    return undefined;
  });
  if (!current) return responder.acknowledge();
  const view = updateAllForm(ticket, {
    ...seenOf(current),
    preview: {
      body: written.body,
      sender: await agentName(user, deps),
      customers: await countCustomers(queries, current),
      hash: hashOfAll(written, current),
    },
    notices: await noticesFor(context, current, deps),
  });
  await responder.acknowledge({ view });
}

/** The problem with those of its tickets that are written to; undefined where there are none. */
async function readProblem(
  queries: Queries,
  ticket: Ticket,
  { agentChannels: channels }: Pick<ListenerDeps, 'agentChannels'>,
): Promise<KnownProblem | undefined> {
  const problem = await problemInChannel(queries, { ticket, channels });
  return problem && problem.open.length > 0 ? problem : undefined;
}

function seenOf({ open, lastUpdate }: KnownProblem) {
  return { tickets: open.length, lastUpdate: lastUpdate?.id ?? null };
}

function hashOfAll({ body }: Written, { open, lastUpdate }: KnownProblem): string {
  return hashOf(JSON.stringify([body, open.map(({ id }) => id), lastUpdate?.id]));
}

async function countCustomers(queries: Queries, { open }: KnownProblem): Promise<number> {
  const conversations = open.map(({ conversation_id }) => conversation_id);
  return (await customersOf(queries, conversations)).size;
}

/** What others did since the form was shown. */
async function noticesFor(
  context: UpdateAllContext,
  { open, lastUpdate }: KnownProblem,
  { profiles }: Pick<ListenerDeps, 'profiles'>,
): Promise<string[]> {
  const notices = [];
  if (lastUpdate && lastUpdate.id !== context.lastUpdate) {
    const name = await shortName(profiles, lastUpdate.author);
    notices.push(sentMeanwhile(name, clip(lastUpdate.text, LONGEST_UPDATE)));
  }
  if (context.previewed !== null && open.length !== context.tickets) {
    notices.push(otherNumber(open.length, context.tickets));
  }
  return notices;
}

/** What of its tickets' customers a text holds: it goes to all of them, so it may hold nothing of one. */
async function personalIn(
  queries: Queries,
  text: string,
  { all }: KnownProblem,
): Promise<{ emails: string[]; values: string[] }> {
  const concerned = all.filter((one) => one.status === 'routed' || one.merged_into !== null);
  const triages = await loadTriages(
    queries,
    concerned.map(({ id }) => id),
  );
  const known = new Set(
    triages
      .flatMap(({ identity }) => {
        if (!identity) return [];
        const { email, typedEmail } = identity;
        return [typedEmail ?? '', email.status === 'trusted' ? email.address : ''];
      })
      .map((email) => email.toLowerCase()),
  );
  const inRecords = triages.flatMap(({ records }) => recordValuesIn(text, records));
  const emails = findEmails(text).filter((email) => known.has(email.toLowerCase()));
  const isEmail = (value: string) => value.includes('@');
  return {
    emails: [...new Set([...emails, ...inRecords.filter(isEmail)])],
    values: [
      ...new Set([...inRecords.filter((value) => !isEmail(value)), ...findLastDigits(text)]),
    ],
  };
}
