import type { OutboxMessage } from './outbox-message.ts';

/** A posted message, and its text for the transcript, where it belongs in one. */
export type Posted = Shown & { ts: string; transcriptText?: string };

/** What Slack has of a message by now. */
export type Shown = {
  /** Nothing in it is for agents alone. */
  isWithheld?: true;
};

/**
 * What the outbox needs of Slack. A message is rendered when it is sent, so it shows its subject
 * as it is then.
 */
export type Messenger = {
  /**
   * @throws {Undeliverable} when it can never be posted there.
   * @throws {LeftOut} when it is not to be posted.
   * @throws {NotPosted} when it surely was not posted, and may be tried again.
   */
  post(message: OutboxMessage): Promise<Posted>;
  /** @throws {Undeliverable | NotPosted} as `post`. */
  update(message: OutboxMessage & { ts: string }): Promise<Shown>;
  /** Deletes a post; what is gone already is no failure. @throws {Undeliverable | NotPosted} as `post`. */
  remove(message: OutboxMessage & { ts: string }): Promise<void>;
  /**
   * Looks for the message's key where it should be.
   *
   * @throws {Undeliverable} when nothing can be seen or posted there.
   * @throws {NotPosted} when it is to be looked for later.
   */
  find(message: OutboxMessage): Promise<Posted | undefined>;
};

/** Slack will never take this message there, for the reason that its code names. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(`Slack refused the message for good (${code})`, options);
    this.code = code;
  }
}

/** It is not to be posted, for the reason that its code names; nobody need be told. */
export class LeftOut extends Error {
  override readonly name = 'LeftOut';
  readonly code: string;

  constructor(code: string) {
    super(`The message is left out (${code})`);
    this.code = code;
  }
}

/** Slack refused this call for now, as its cause says, and surely did nothing. */
export class NotPosted extends Error {
  override readonly name = 'NotPosted';
}
