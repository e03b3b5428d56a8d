import { initialState, keptState } from '../blocks/state.ts';
import type { ModalView } from '../blocks/view.ts';
import { SlackError } from '../slack-error.ts';
import type { Changes } from './changes.ts';
import type { Ids } from './ids.ts';
import type { Entered, Modal } from './modal.ts';

/** Slack's own limit: at most two forms can be below the top one. */
const maxStacked = 3;

/** The open forms: each person has a stack, and sees its top. */
export type Modals = {
  open: (person: string, view: ModalView) => Modal;
  /** @throws SlackError `push_limit_reached`. */
  push: (person: string, view: ModalView) => Modal;
  update: (modal: Modal, view: ModalView) => Modal;
  enter: (modal: Modal, at: { blockId: string; actionId: string }, value: Entered) => Modal;
  setErrors: (modal: Modal, errors: Record<string, string>) => Modal;
  /** Closes the form, and those on top of it. */
  close: (modal: Modal) => void;
  closeAll: (person: string) => void;
  top: (person: string) => Modal | undefined;
  find: (idOrExternalId: string) => Modal | undefined;
};

export function createModals({ ids, changes }: { ids: Ids; changes: Changes }): Modals {
  const stacks = new Map<string, readonly Modal[]>();
  const stackOf = (person: string) => stacks.get(person) ?? [];

  const closeAbove = (person: string, height: number) => {
    const stack = stackOf(person);
    stacks.set(person, stack.slice(0, height));
    for (const modal of stack.slice(height)) changes.emit({ type: 'modal closed', modal });
  };
  const add = (person: string, view: ModalView) => {
    const stack = stackOf(person);
    const id = ids.next('V');
    const place = { id, rootId: stack[0]?.id ?? id, previousId: stack.at(-1)?.id };
    const state = initialState(view.blocks);
    const modal = { ...place, ...content(view, ids), person, state, errors: {} };
    stacks.set(person, [...stack, modal]);
    changes.emit({ type: 'modal opened', modal });
    return modal;
  };
  const change = (modal: Modal, changed: Partial<Modal>) => {
    const after = { ...modal, ...changed };
    const stack = stackOf(modal.person).map((other) => (other.id === modal.id ? after : other));
    stacks.set(modal.person, stack);
    changes.emit({ type: 'modal changed', modal: after });
    return after;
  };

  return {
    open(person, view) {
      closeAbove(person, 0);
      return add(person, view);
    },
    push(person, view) {
      if (stackOf(person).length >= maxStacked) throw new SlackError('push_limit_reached');
      return add(person, view);
    },
    update: (modal, view) =>
      change(modal, {
        ...content(view, ids),
        state: keptState(initialState(view.blocks), modal.state),
        errors: {},
      }),
    enter: (modal, { blockId, actionId }, value) =>
      change(modal, {
        state: { ...modal.state, [blockId]: { ...modal.state[blockId], [actionId]: value } },
      }),
    setErrors: (modal, errors) => change(modal, { errors }),
    close(modal) {
      const height = stackOf(modal.person).findIndex(({ id }) => id === modal.id);
      if (height >= 0) closeAbove(modal.person, height);
    },
    closeAll: (person) => closeAbove(person, 0),
    top: (person) => stackOf(person).at(-1),
    find: (wanted) =>
      [...stacks.values()]
        .flat()
        .find(({ id, externalId }) => id === wanted || externalId === wanted),
  };
}

function content(view: ModalView, ids: Ids) {
  return {
    title: view.title.text,
    submitText: view.submit?.text,
    closeText: view.close?.text,
    callbackId: view.callback_id,
    externalId: view.external_id,
    privateMetadata: view.private_metadata,
    blocks: view.blocks,
    notifyOnClose: view.notify_on_close,
    clearOnClose: view.clear_on_close,
    hash: ids.next('h'),
  } satisfies Partial<Modal>;
}
