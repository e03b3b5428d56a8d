import type { z } from 'zod';
import { validationErrors } from '../blocks/validation-errors.ts';
import { refuse } from '../slack-error.ts';
import type { Team } from '../team/team.ts';
import { needScopes } from './access.ts';
import type { RawArguments } from './arguments.ts';

/** A method's answer without `ok: true`. */
export type Answer = Record<string, unknown>;

/** One method of the Web API, which checks the arguments that it is called with. */
export type Method = {
  token: 'bot' | 'app' | 'none';
  call: (raw: RawArguments, team: Team) => Answer;
};

/** The methods of a family, by their full names. */
export type Methods = Record<string, Method>;

/** Creates a method that checks its scopes and its arguments. */
export function method<Schema extends z.ZodType>(described: {
  takes: Schema;
  scopes?: readonly string[];
  token?: Method['token'];
  run: (args: z.infer<Schema>, team: Team) => Answer;
}): Method {
  const { takes, scopes = [], token = 'bot', run } = described;
  return {
    token,
    call(raw, team) {
      needScopes(team, scopes);
      const { data, error } = takes.safeParse(raw);
      if (error) throw refuse('invalid_arguments', validationErrors(error, ''));
      return run(data, team);
    },
  };
}
