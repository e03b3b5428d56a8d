import { cleanText } from '../../clean-text.ts';
import { SavedReply } from '../../desk/desk.ts';
import { WorkingDuration } from '../../desk/duration.ts';
import { Holiday } from '../../desk/hours.ts';
import { type CategoryTargetsSetting, seenOf } from '../../settings/setting.ts';
import {
  ANSWER,
  DAYS_TO_REMOVE,
  FIRST_REPLY,
  NEXT_REPLY,
  REPLY_TEXT,
} from '../messages/action-ids.ts';
import {
  AS_DESK,
  LeadsFormContext,
  leadsNote,
  OFF,
  savedReplyForm,
} from '../messages/leads-forms.ts';
import { wholeText } from '../messages/setting-words.ts';
import {
  LEADS_ONLY,
  NO_DAY,
  NO_DURATION,
  NO_REPLY_TEXT,
  NO_SUCH_DAY,
  NO_SUCH_SETTING,
  NO_TITLE,
  TITLE_IS_TAKEN,
  TOO_MANY_REPLIES,
} from './answers.ts';
import type { Submission } from './interactions.ts';
import { changeAsLead, meanwhileWords, refusedLead } from './leads-act.ts';
import { targetsFormOf } from './leads-buttons.ts';
import type { Acknowledgement, ListenerDeps, Responder } from './listener.ts';

type Of<Form extends LeadsFormContext['form']> = Extract<LeadsFormContext, { form: Form }>;

/**
 * A form in which a lead changes what the desk says. Where somebody else changed the same since it was
 * opened, nothing is saved: the form is shown again with what they wrote, and with what it says now.
 */
export async function submitLeadsForm(
  submission: Submission,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { user, about } = submission;
  if (!(await deps.leads.isLead(user))) {
    return responder.acknowledge({ view: await refusedLead(user, deps, LEADS_ONLY) });
  }
  const context = LeadsFormContext.parse(JSON.parse(about));
  await responder.acknowledge(await save(context, submission, deps));
}

function save(
  context: LeadsFormContext,
  submission: Submission,
  deps: ListenerDeps,
): Promise<Acknowledgement> {
  switch (context.form) {
    case 'reply':
      return saveReply(context, submission, deps);
    case 'targets':
      return saveTargets(context, submission, deps);
    case 'holidays':
      return saveHolidays(submission, deps);
    default:
      return context satisfies never;
  }
}

const DONE: Acknowledgement = { closesAll: true };

async function saveReply(
  context: Of<'reply'>,
  { team, user, key: id, answers }: Submission,
  deps: ListenerDeps,
): Promise<Acknowledgement> {
  const { settings, now } = deps;
  const title = cleanText(answers.get(ANSWER) ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  const text = cleanText(answers.get(REPLY_TEXT) ?? '').trim();
  if (title === '') return { errors: { [ANSWER]: NO_TITLE } };
  if (text === '') return { errors: { [REPLY_TEXT]: NO_REPLY_TEXT } };
  const read = SavedReply.safeParse({ title, text });
  if (!read.success) {
    const [issue] = read.error.issues;
    const block = issue?.path[0] === 'title' ? ANSWER : REPLY_TEXT;
    return { errors: { [block]: issue?.message ?? NO_REPLY_TEXT } };
  }
  const change = { value: read.data, by: user, at: now() };
  const { key, seen } = context;
  const about = { team, user, what: { setting: key ?? id }, concerns: 'replies' } as const;
  const outcome = await changeAsLead(about, deps, (transaction) =>
    key === null
      ? settings.addReply(transaction, { id, ...change })
      : settings.saveReply(transaction, { key, seen, ...change }),
  );
  if (outcome.status === 'saved') return DONE;
  if (outcome.status === 'refused') {
    const isTitle = outcome.because === 'title-twice';
    return { errors: { [ANSWER]: isTitle ? TITLE_IS_TAKEN : TOO_MANY_REPLIES } };
  }
  const { setting } = outcome;
  const words = await meanwhileWords(outcome, deps);
  // One that is gone altogether can be added again, by whoever saw that.
  const again: Of<'reply'> = setting
    ? { form: 'reply', key, seen: seenOf(setting.value) }
    : { form: 'reply', key: null, seen: '' };
  const meanwhile = { words, now: wholeText(setting?.value) };
  return { view: savedReplyForm({ context: again, title, text, meanwhile }) };
}

async function saveTargets(
  { key, seen }: Of<'targets'>,
  { team, user, answers }: Submission,
  deps: ListenerDeps,
): Promise<Acknowledgement> {
  const { settings, database } = deps;
  const value = targetsIn(answers);
  if (typeof value === 'object' && 'errors' in value) return value;
  const about = { team, user, what: { setting: key }, concerns: 'times' } as const;
  const outcome = await changeAsLead(about, deps, (transaction) =>
    settings.saveTargets(transaction, { key, seen, value, by: user, at: deps.now() }),
  );
  if (outcome.status !== 'changed-meanwhile') return DONE;
  const { setting } = outcome;
  const words = await meanwhileWords(outcome, deps);
  const now = { inUse: await settings.read(database.queries), categories: deps.categories };
  const form = setting && targetsFormOf(key, seenOf(setting.value), now, words);
  return { view: form ?? leadsNote(NO_SUCH_SETTING) };
}

function targetsIn(
  answers: Submission['answers'],
): CategoryTargetsSetting | { errors: Record<string, string> } {
  const choice = answers.get(ANSWER);
  if (choice === AS_DESK) return 'desk';
  if (choice === OFF) return false;
  const first = durationIn(answers.get(FIRST_REPLY));
  const next = durationIn(answers.get(NEXT_REPLY));
  if (first === undefined) return { errors: { [FIRST_REPLY]: NO_DURATION } };
  if (next === undefined) return { errors: { [NEXT_REPLY]: NO_DURATION } };
  return { firstReply: first, nextReply: next };
}

function durationIn(typed = ''): number | undefined {
  return WorkingDuration.safeParse(typed.replace(/\s/g, '').toLowerCase()).data;
}

async function saveHolidays(
  { team, user, answers }: Submission,
  deps: ListenerDeps,
): Promise<Acknowledgement> {
  const { settings, now } = deps;
  const daysIn = (id: string) => (answers.get(id) ?? '').split(',').filter((day) => day !== '');
  const [add, remove] = [daysIn(ANSWER), daysIn(DAYS_TO_REMOVE)];
  if (add.length === 0 && remove.length === 0) return { errors: { [ANSWER]: NO_DAY } };
  if (!add.every((day) => Holiday.safeParse(day).success)) {
    return { errors: { [ANSWER]: NO_SUCH_DAY } };
  }
  const about = { team, user, what: { setting: 'holidays' }, concerns: 'times' } as const;
  await changeAsLead(about, deps, (transaction) =>
    settings.changeHolidays(transaction, { add, remove, by: user, at: now() }),
  );
  return DONE;
}
