import type { Faults } from '../faults/faults.ts';
import type { HttpAnswer, HttpRequest } from '../http-server.ts';
import { SlackError } from '../slack-error.ts';
import type { Team } from '../team/team.ts';
import type { Timers } from '../timers.ts';
import { type RawArguments, readArguments } from './arguments.ts';
import type { Method, Methods } from './method.ts';
import type { RateLimits } from './rate-limits.ts';
import { checkToken } from './token.ts';
import { tooMany, withFault } from './with-fault.ts';

/** Answers a call of the Web API as Slack would, or as an active fault changes it. */
export type WebApi = (name: string, request: HttpRequest) => Promise<HttpAnswer | 'cut'>;

export function createWebApi(deps: {
  team: Team;
  methods: Methods;
  faults: Faults;
  timers: Timers;
  rateLimits: RateLimits | undefined;
}): WebApi {
  const { team, methods, faults, timers, rateLimits } = deps;

  return async (name, request) => {
    const at = team.clock.now();
    const args = argumentsOf(request);
    const call = { method: name, channel: args.channel ?? args.channel_id };
    const run = () => {
      const waitSeconds = rateLimits?.(call);
      return waitSeconds ? tooMany(waitSeconds) : answerOf(methods[name], { request, args, team });
    };

    const answer = await withFault(faults.ofCall(call), run, timers);

    const reached = answer === 'cut' ? undefined : answer;
    team.changes.emit({
      type: 'called',
      call: {
        method: name,
        args,
        answer: answerIn(reached),
        status: reached?.status ?? 'no answer',
        at,
        durationMs: team.clock.now() - at,
      },
    });
    return answer;
  };
}

function answerIn(reached: HttpAnswer | undefined): Record<string, unknown> | undefined {
  const body = reached?.body;
  return typeof body !== 'object' || body instanceof Uint8Array ? undefined : body;
}

function argumentsOf({ headers, body }: HttpRequest): RawArguments {
  try {
    return readArguments(headers['content-type'] ?? '', body);
  } catch (error) {
    if (error instanceof SlackError) return {};
    throw error;
  }
}

function answerOf(
  method: Method | undefined,
  { request, args, team }: { request: HttpRequest; args: RawArguments; team: Team },
): HttpAnswer {
  const headers = { 'x-oauth-scopes': team.app.scopes.join(',') };
  try {
    if (!method) throw new SlackError('unknown_method');
    checkToken(method.token, { header: request.headers.authorization, args, app: team.app });
    return { status: 200, headers, body: { ok: true, ...method.call(args, team) } };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { status: 200, headers, body: { ok: false, error: error.code, ...error.details } };
  }
}
