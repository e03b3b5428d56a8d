import { initialState, keptState } from '../blocks/state.ts';
import type { ModalView } from '../blocks/view.ts';
import { SlackError } from '../slack-error.ts';
import type { Changes } from './changes.ts';
import type { Ids } from './ids.ts';
import type { Entered, FormPlace, Modal } from './modal.ts';

/** Slack's own limit: at most two forms can be below the top one. */
const maxStacked = 3;

/** The open forms: each person has a stack on each of their devices, and sees its top there. */
export type Modals = {
  open: (at: FormPlace, view: ModalView) => Modal;
  /** @throws SlackError `push_limit_reached`. */
  push: (at: FormPlace, view: ModalView) => Modal;
  update: (modal: Modal, view: ModalView) => Modal;
  enter: (modal: Modal, at: { blockId: string; actionId: string }, value: Entered) => Modal;
  setErrors: (modal: Modal, errors: Record<string, string>) => Modal;
  /** Closes the form, and those on top of it. */
  close: (modal: Modal) => void;
  closeAll: (at: FormPlace) => void;
  top: (at: FormPlace) => Modal | undefined;
  find: (idOrExternalId: string) => Modal | undefined;
};

export function createModals({ ids, changes }: { ids: Ids; changes: Changes }): Modals {
  const stacks = new Map<string, readonly Modal[]>();
  const keyOf = ({ person, device }: FormPlace) => `${person} ${device}`;
  const stackOf = (at: FormPlace) => stacks.get(keyOf(at)) ?? [];

  const closeAbove = (at: FormPlace, height: number) => {
    const stack = stackOf(at);
    stacks.set(keyOf(at), stack.slice(0, height));
    for (const modal of stack.slice(height)) changes.emit({ type: 'modal closed', modal });
  };
  const add = (at: FormPlace, view: ModalView) => {
    const { person, device } = at;
    const stack = stackOf(at);
    const id = ids.next('V');
    const place = { id, rootId: stack[0]?.id ?? id, previousId: stack.at(-1)?.id };
    const state = initialState(view.blocks);
    const modal = { ...place, ...content(view, ids), person, device, state, errors: {} };
    stacks.set(keyOf(at), [...stack, modal]);
    changes.emit({ type: 'modal opened', modal });
    return modal;
  };
  const change = (modal: Modal, changed: Partial<Modal>) => {
    const after = { ...modal, ...changed };
    const stack = stackOf(modal).map((other) => (other.id === modal.id ? after : other));
    stacks.set(keyOf(modal), stack);
    changes.emit({ type: 'modal changed', modal: after });
    return after;
  };

  return {
    open(at, view) {
      closeAbove(at, 0);
      return add(at, view);
    },
    push(at, view) {
      if (stackOf(at).length >= maxStacked) throw new SlackError('push_limit_reached');
      return add(at, view);
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
      const height = stackOf(modal).findIndex(({ id }) => id === modal.id);
      if (height >= 0) closeAbove(modal, height);
    },
    closeAll: (at) => closeAbove(at, 0),
    top: (at) => stackOf(at).at(-1),
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
