import { config } from 'dotenv';
import { CannotStart } from './cannot-start.ts';
import { errorCode } from './error-code.ts';

/**
 * Adds the settings of `.env` in this folder, if there is one, to those of the environment.
 *
 * @throws {CannotStart} when it is there and cannot be read.
 */
export function readDotenv(): void {
  const { error } = config({ quiet: true });
  const code = errorCode(error);
  if (error === undefined || code === 'ENOENT') return;
  const reason = code === 'EISDIR' ? 'it is a folder' : (code ?? error.message);
  throw new CannotStart(
    `Handoff cannot start: .env cannot be read (${reason}). Correct it or remove it.`,
  );
}
