import type { Faults } from '../faults/faults.ts';
import type { HttpAnswer, HttpRequest } from '../http-server.ts';
import type { Team } from '../team/team.ts';
import type { Timers } from '../timers.ts';
import { page, withFault } from './with-fault.ts';

/** Answers what goes to `files.slack.com`: downloads with a token, and announced uploads. */
export type FileServer = (request: HttpRequest) => Promise<HttpAnswer | 'cut'>;

export function createFileServer({
  team,
  faults,
  timers,
}: {
  team: Team;
  faults: Faults;
  timers: Timers;
}): FileServer {
  return async (request) => {
    const at = team.clock.now();
    const [, method = '', key = ''] = request.path.split('/');
    const run = () => (method === 'upload' ? upload(request, team) : download(request, team));
    const answer = await withFault(faults.ofCall({ method, channel: undefined }), run, timers);
    const status = answer === 'cut' ? 'no answer' : answer.status;
    const { authorization = null } = request.headers;
    team.changes.emit({
      type: 'called',
      call: {
        method,
        args: { key, authorization },
        answer: undefined,
        status,
        at,
        durationMs: team.clock.now() - at,
      },
    });
    return answer;
  };
}

/** Without a right token Slack answers with its sign-in page, and the status of a success. */
function download({ path, headers }: HttpRequest, { app, id: teamId, files }: Team): HttpAnswer {
  const [, , place = ''] = path.split('/');
  const mayRead =
    headers.authorization === `Bearer ${app.botToken}` && app.scopes.includes('files:read');
  if (!mayRead) return page(200, 'Sign in');
  const id = place.slice(teamId.length + 1);
  const file = files.find(id);
  const bytes = files.bytesOf(id);
  if (!file || !bytes || file.mode !== 'hosted') return page(404, 'Not found');
  return { status: 200, headers: { 'content-type': file.mimetype }, body: bytes };
}

function upload({ path, verb, bytes }: HttpRequest, { files }: Team): HttpAnswer {
  const [, , , ticket = ''] = path.split('/');
  if (verb !== 'POST' && verb !== 'PUT') return { status: 405, body: 'method not allowed' };
  if (!files.receive(ticket, bytes)) return { status: 400, body: 'not as announced' };
  return { status: 200, body: `OK - ${bytes.length}` };
}
