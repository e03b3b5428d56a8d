import { SlackError } from '../slack-error.ts';
import type { App } from '../team/app.ts';
import type { RawArguments } from './arguments.ts';
import type { Method } from './method.ts';

type Credentials = { header: string | undefined; args: RawArguments; app: App };

/** @throws SlackError `not_authed`, `invalid_auth` or `not_allowed_token_type`. */
export function checkToken(needed: Method['token'], { header, args, app }: Credentials): void {
  if (needed === 'none') return;
  const token = header?.replace(/^Bearer /, '') ?? args.token;
  if (!token) throw new SlackError('not_authed');
  if (token !== app.botToken && token !== app.appToken) throw new SlackError('invalid_auth');
  const wanted = needed === 'app' ? app.appToken : app.botToken;
  if (token !== wanted) throw new SlackError('not_allowed_token_type');
}
