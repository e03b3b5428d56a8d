import { z } from 'zod';
import { checkModal } from '../blocks/check.ts';
import type { DeliveryResult } from '../deliveries/delivery.ts';
import { SlackError } from '../slack-error.ts';
import type { Entered, Modal } from '../team/modal.ts';
import { wholeFile } from '../wire/file.ts';
import { slackView } from '../wire/view.ts';
import type { Actor, Answer, SubmitOutcome } from './actor.ts';
import { type Client, formPlace } from './client.ts';
import { findField } from './field.ts';
import { missing } from './missing.ts';
import { failure } from './outcome.ts';
import { interactionPayload } from './payload.ts';
import { offered } from './suggestions.ts';
import { enteredValue } from './value.ts';
import { uploaded } from './writing.ts';

const connectionError = 'We had some trouble connecting. Try again?';

/** The bot's answer to a submitted form. @see https://docs.slack.dev/surfaces/modals#response_actions */
const ResponseAction = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('clear') }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
  z.object({
    response_action: z.literal('errors'),
    errors: z.record(z.string(), z.string()),
  }),
]);

/** Filling in, submitting and closing the form on top. */
export function createForms(client: Client): Pick<Actor, 'fill' | 'submit' | 'dismiss'> {
  const { team, deliveries } = client;
  const ask = (type: 'view_submission' | 'view_closed', modal: Modal, more: object) =>
    deliveries.ask({
      kind: 'interaction',
      by: client.person().id,
      type,
      channel: undefined,
      payload: { ...interactionPayload(type, client), view: slackView(modal, team), ...more },
    });

  return {
    fill(answers, { mentions } = {}) {
      for (const [name, value] of Object.entries(answers)) {
        const modal = topModal(client);
        const field = findField(modal.blocks, name);
        const context = { mentions, offered: offered({ place: modal, field }, client) };
        const entered =
          field.element.type === 'file_input'
            ? chosenFiles(value, field.element, client)
            : enteredValue(field.element, value, context);
        team.modals.enter(modal, field, entered);
      }
    },
    async submit() {
      const modal = topModal(client);
      const errors = missing(modal);
      if (Object.keys(errors).length > 0) return setErrors(modal, errors, client);
      return settle(modal, await ask('view_submission', modal, { response_urls: [] }), client);
    },
    async dismiss() {
      const modal = topModal(client);
      team.modals.close(modal);
      if (modal.notifyOnClose) await ask('view_closed', modal, { is_cleared: false });
      return { status: 'acknowledged', shown: undefined };
    },
  };
}

/** Files are uploaded as they are chosen; Slack's client takes no more than the form asks for. */
function chosenFiles(
  value: Answer,
  { type, max_files: most = 10 }: { type: string; max_files?: number },
  client: Client,
): Entered {
  const files = typeof value === 'string' || 'elements' in value ? [value] : value;
  if (files.length > most) throw new Error(`This form takes ${most} files at most`);
  return {
    type,
    files: files.map((file) => {
      if (typeof file === 'object' && 'elements' in file) throw new Error('Choose files, not text');
      const chosen = typeof file === 'string' ? { name: file } : file;
      return wholeFile(uploaded(chosen, client), client.team);
    }),
  };
}

function topModal(client: Client): Modal {
  const modal = client.team.modals.top(formPlace(client));
  if (!modal) throw new Error(`${client.person().name} has no form open`);
  return modal;
}

function setErrors(modal: Modal, errors: Record<string, string>, { team }: Client): SubmitOutcome {
  team.modals.setErrors(modal, errors);
  return { status: 'errors', errors };
}

function settle(modal: Modal, result: DeliveryResult, client: Client): SubmitOutcome {
  if (!result.accepted)
    return { status: 'failed', reason: failure(result), shown: connectionError };
  if (isEmpty(result.body)) {
    client.team.modals.close(modal);
    return { status: 'closed' };
  }
  const { data } = ResponseAction.safeParse(result.body);
  if (!data) return { status: 'failed', reason: 'invalid_response', shown: connectionError };
  try {
    return follow(modal, data, client);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { status: 'failed', reason: error.code, shown: connectionError };
  }
}

function isEmpty(body: unknown): boolean {
  return body === '' || (typeof body === 'object' && Object.keys(body ?? {}).length === 0);
}

function follow(
  modal: Modal,
  response: z.infer<typeof ResponseAction>,
  client: Client,
): SubmitOutcome {
  const { modals } = client.team;
  switch (response.response_action) {
    case 'clear':
      modals.closeAll(modal);
      return { status: 'closed' };
    case 'errors':
      if (!areOfInputs(response.errors, modal)) throw new SlackError('invalid_errors');
      return setErrors(modal, response.errors, client);
    case 'update':
      return { status: 'replaced', modal: modals.update(modal, checkModal(response.view)) };
    case 'push':
      return { status: 'replaced', modal: modals.push(modal, checkModal(response.view)) };
  }
}

/** Slack takes errors of input blocks only. */
function areOfInputs(errors: Record<string, string>, { blocks }: Modal): boolean {
  const inputs = blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
  return Object.keys(errors).every((blockId) => inputs.includes(blockId));
}
