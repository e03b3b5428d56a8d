import type { ModalView } from '@slack/web-api';
import { categoryById } from '../../desk/categories.ts';
import { TARGETS, targetsKey } from '../../settings/setting.ts';
import type { SettingsInUse } from '../../settings/settings.ts';
import { removeCorrection } from '../../tickets/removed-correction-store.ts';
import { holidaysForm, leadsNote, savedReplyForm, targetsForm } from '../messages/leads-forms.ts';
import { dayOf, readSettingRef } from '../messages/leads-home.ts';
import { ListContext } from '../messages/leads-lists.ts';
import { LEADS_ONLY, NO_SUCH_SETTING } from './answers.ts';
import type { BlockAction } from './interactions.ts';
import { changeAsLead, listNow, meanwhileWords, refusedLead } from './leads-act.ts';
import type { ListenerDeps, Responder } from './listener.ts';

/** A button of the leads' part of the Home tab. It opens a list or a form; a tab has no place for an answer. */
export async function leadsHomeButton(
  click: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { user, triggerId } = click;
  const view = (await deps.leads.isLead(user))
    ? await openedFromHome(click, deps)
    : await refusedLead(user, deps, LEADS_ONLY);
  if (view) await deps.client.views.open({ trigger_id: triggerId, view });
  await responder.acknowledge();
}

async function openedFromHome(
  { team, user, actionId, value }: BlockAction,
  deps: ListenerDeps,
): Promise<ModalView | undefined> {
  const { database, settings, now } = deps;
  const what = actionId.split(':')[1];
  if (what === 'holidays') {
    const { holidays } = await settings.read(database.queries);
    return holidaysForm(holidays.value, { today: dayOf(now()) });
  }
  if (what === 'back') {
    const ref = readSettingRef(value);
    const about = { team, user, what: { setting: ref.key }, concerns: 'times' } as const;
    const outcome = await changeAsLead(about, deps, (transaction) =>
      settings.backToFile(transaction, { ...ref, by: user, at: now() }),
    );
    const isLate = outcome.status === 'changed-meanwhile';
    return isLate ? leadsNote(await meanwhileWords(outcome, deps)) : undefined;
  }
  const context = ListContext.safeParse({ list: what, page: 0 });
  return context.success ? listNow(context.data, { team }, deps) : leadsNote(NO_SUCH_SETTING);
}

/** A button of a list: it lays a form upon the list, or changes something and shows the list again. */
export async function leadsListButton(
  click: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { user, team, view: list, actionId, value, triggerId } = click;
  const { client, leads } = deps;
  if (!list) return responder.acknowledge();
  const show = (view: ModalView) => client.views.update({ view_id: list.id, view });
  const [, act] = actionId.split(':');
  if (!(await leads.isLead(user))) {
    await show(await refusedLead(user, deps, LEADS_ONLY));
  } else {
    const context = ListContext.parse(JSON.parse(list.about));
    if (act === 'add' || act === 'edit') {
      const form = await formOf(act === 'add' ? undefined : value, deps);
      await client.views.push({ trigger_id: triggerId, view: form });
    } else if (act === 'page') {
      await show(await listNow({ ...context, page: Number(value) || 0 }, { team }, deps));
    } else {
      const notice = await changeListed(act, context, click, deps);
      await show(await listNow(context, { team, notice }, deps));
    }
  }
  await responder.acknowledge();
}

/** The form for a setting, as it is now; without one, for a new saved reply. */
async function formOf(
  ref: string | undefined,
  { database: { queries }, settings, categories }: ListenerDeps,
): Promise<ModalView> {
  if (ref === undefined) {
    const context = { form: 'reply', key: null, seen: '' } as const;
    return savedReplyForm({ context, title: '', text: '', meanwhile: undefined });
  }
  const { key, seen } = readSettingRef(ref);
  const inUse = await settings.read(queries);
  const reply = inUse.savedReplies.find((setting) => setting.key === key);
  if (reply) {
    const { title, text } = reply.value || reply.fileValue || { title: '', text: '' };
    const context = { form: 'reply', key, seen } as const;
    return savedReplyForm({ context, title, text, meanwhile: undefined });
  }
  return targetsFormOf(key, seen, { inUse, categories }) ?? leadsNote(NO_SUCH_SETTING);
}

/** Undefined where there is no such category. */
export function targetsFormOf(
  key: string,
  seen: string,
  { inUse, categories }: { inUse: SettingsInUse } & Pick<ListenerDeps, 'categories'>,
  /** What somebody else did. */
  words?: string,
): ModalView | undefined {
  const context = { form: 'targets', key, seen } as const;
  if (key === TARGETS) {
    const { value } = inUse.targets;
    return targetsForm({ context, title: 'all', value, isOfCategory: false, words });
  }
  const id = categories.find((category) => targetsKey(category.id) === key)?.id ?? '';
  const setting = inUse.categoryTargets.get(id);
  const category = categoryById(categories, id);
  if (!setting || !category) return undefined;
  const { title } = category;
  return targetsForm({ context, title, value: setting.value, isOfCategory: true, words });
}

/** Removes something from a list, or goes back to the desk file; returns why nothing was done. */
async function changeListed(
  act: string | undefined,
  { list }: ListContext,
  { team, user, value }: BlockAction,
  deps: ListenerDeps,
): Promise<string | undefined> {
  const { settings, now } = deps;
  const by = { by: user, at: now() };
  if (list === 'corrections') {
    const about = { team, user, what: { correction: value }, concerns: 'corrections' } as const;
    await changeAsLead(about, deps, async (transaction) => {
      await removeCorrection(transaction, { team, id: Number(value), ...by });
      return { status: 'saved' };
    });
    return undefined;
  }
  const ref = readSettingRef(value);
  const concerns = list === 'replies' ? 'replies' : 'times';
  const about = { team, user, what: { setting: ref.key }, concerns } as const;
  const outcome = await changeAsLead(about, deps, (transaction) =>
    act === 'remove'
      ? settings.saveReply(transaction, { ...ref, value: false, ...by })
      : settings.backToFile(transaction, { ...ref, ...by }),
  );
  return outcome.status === 'changed-meanwhile' ? meanwhileWords(outcome, deps) : undefined;
}
