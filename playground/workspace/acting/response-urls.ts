import { randomUUID } from 'node:crypto';
import type { HttpAnswer } from '../http-server.ts';
import { SlackError } from '../slack-error.ts';
import type { Message } from '../team/message.ts';
import type { Team } from '../team/team.ts';
import { fromJson } from '../web-api/arguments.ts';
import { checkContent } from '../web-api/message-content.ts';
import { postResponse, ResponseBody } from './response.ts';

const maxUses = 5;
const validForMs = 30 * 60_000;

/** The addresses at which a bot may answer a click or a command later: five times within half an hour. */
export type ResponseUrls = {
  issue: (about: About) => string;
  use: (path: string, body: string) => HttpAnswer;
};

/** The click or command that a URL answers; `original` is the clicked message. */
type About = {
  kind: 'commands' | 'actions' | 'app';
  person: string;
  channel: string;
  original?: Message;
};

export function createResponseUrls({
  team,
  origin,
}: {
  team: Team;
  origin: () => string;
}): ResponseUrls {
  const issued = new Map<string, { about: About; at: number; uses: number }>();
  return {
    issue(about) {
      const path = `/${about.kind}/${team.id}/${randomUUID()}`;
      issued.set(path, { about, at: team.clock.now(), uses: 0 });
      return `${origin()}${path}`;
    },
    use(path, body) {
      const found = issued.get(path);
      if (!found) return refusal(404, 'invalid_url');
      if (team.clock.now() - found.at > validForMs) return refusal(404, 'expired_url');
      if (found.uses >= maxUses) return refusal(404, 'used_url');
      found.uses += 1;
      return respond(found.about, body, team);
    },
  };
}

function respond(about: About, body: string, team: Team): HttpAnswer {
  const { data, error } = ResponseBody.safeParse(fromJson(body));
  if (error) return refusal(400, 'invalid_payload');
  try {
    show(about, data, team);
    return { status: 200, body: { ok: true } };
  } catch (refused) {
    if (!(refused instanceof SlackError)) throw refused;
    return refusal(400, refused.code);
  }
}

function show({ original, person, channel }: About, response: ResponseBody, team: Team): void {
  const current = original && team.messages.find(channel, original.ts);
  if (response.delete_original && current) {
    team.messages.delete(current);
    return;
  }
  if (response.replace_original && current) {
    const { text = '', blocks = [], linkNames } = checkContent(response);
    team.messages.change(current, { text, blocks, linkNames });
    return;
  }
  postResponse(response, { team, person, channel });
}

function refusal(status: number, error: string): HttpAnswer {
  return { status, body: { ok: false, error } };
}
