import { SocketModeClient } from '@slack/socket-mode';
import { fieldsOf } from '../../fields-of.ts';

/** One delivery over a socket, as Slack sent it: any of its fields may be missing or odd. */
export type Envelope = {
  payload: unknown;
  retry_attempt: unknown;
  retry_reason: unknown;
  /** @throws {SocketGone} */
  acknowledge(answer: object | undefined): Promise<void>;
};

/** No socket is open to acknowledge by; Slack delivers again. */
export class SocketGone extends Error {
  override readonly name = 'SocketGone';
}

/**
 * Opens sockets, and emits each delivery as an `envelope`. Slack's own client looks into a delivery
 * first: where it finds no event, it throws with nobody to catch it, which ends the process; and it
 * emits an event under the event's own name, also under a name that means something to the client.
 *
 * @see https://docs.slack.dev/apis/events-api/using-socket-mode
 */
export class EnvelopeClient extends SocketModeClient {
  protected override async onWebSocketMessage(
    text: string | ArrayBuffer,
    isBinary: boolean,
  ): Promise<void> {
    if (isBinary || typeof text !== 'string') return;
    const { type, envelope_id: id, payload, retry_attempt, retry_reason } = readJson(text);
    if (type === 'hello' || type === 'disconnect') {
      return super.onWebSocketMessage(text, isBinary);
    }
    // Nothing else can be acknowledged.
    if (typeof id !== 'string') return;
    const acknowledge: Envelope['acknowledge'] = (answer = {}) =>
      this.sendJson({ envelope_id: id, payload: answer });
    const envelope: Envelope = { payload, retry_attempt, retry_reason, acknowledge };
    this.emit('envelope', envelope);
  }

  private async sendJson(message: object): Promise<void> {
    const { websocket } = this;
    if (!websocket?.isActive()) throw new SocketGone('No socket to Slack is open.');
    await new Promise<void>((resolve, reject) => {
      websocket.send(JSON.stringify(message), (error) => (error ? reject(error) : resolve()));
    });
  }
}

function readJson(text: string) {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return {};
  }
}
