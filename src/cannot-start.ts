/** The bot cannot start until its owner repairs something. The message says what, where and how. */
export class CannotStart extends Error {
  override readonly name: string = 'CannotStart';
}
