import { Undeliverable } from '../../outbox/messenger.ts';
import type { NotCarried } from '../../outbox/not-carried.ts';
import { callSlack } from './call-slack.ts';

/** A file is not carried, and those who expect it are to know why. */
export class Objection extends Error {
  override readonly name = 'Objection';
  readonly words: NotCarried;

  constructor(words: NotCarried, options?: ErrorOptions) {
    super(`A file is not carried (${words.because})`, options);
    this.words = words;
  }
}

/** @throws {Objection} where Slack will never do this with a file. */
export async function orObjection<Result>(
  name: string,
  make: () => Promise<Result>,
): Promise<Result> {
  try {
    return await callSlack(make);
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error;
    throw new Objection({ name, because: 'refused', code: error.code }, { cause: error });
  }
}
