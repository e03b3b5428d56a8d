import { createActor } from './acting/create-actor.ts';
import { createFormPosts } from './acting/form-posts.ts';
import { createResponseUrls, type ResponseUrls } from './acting/response-urls.ts';
import { type BotConnection, createBotConnection } from './bot-connection.ts';
import { describe } from './describe.ts';
import { createHttpServer, type HttpServer, type Respond } from './http-server.ts';
import { readManifest } from './manifest.ts';
import { createRecord } from './record.ts';
import { createSettings } from './settings.ts';
import { createTeam, type Team } from './team/team.ts';
import { createTimers } from './timers.ts';
import { createView } from './view.ts';
import { createWaitFor } from './wait-for.ts';
import { createFileServer, type FileServer } from './web-api/file-server.ts';
import { allMethods } from './web-api/methods.ts';
import { createRateLimits } from './web-api/rate-limits.ts';
import { createWebApi, type WebApi } from './web-api/web-api.ts';
import type { Workspace, WorkspaceOptions } from './workspace.ts';

/**
 * Starts a Slack workspace on this machine, with nobody but the bot in it, listening on 127.0.0.1.
 *
 * @example
 * const slack = await startWorkspace();
 * const john = slack.addUser({ name: 'john', email: 'johndoe@gmail.com' });
 * const help = slack.addChannel({ name: 'help', members: [john] });
 * slack.deliverTo('http://127.0.0.1:3000/slack/events');
 * const message = await slack.as(john).say(help, 'I was charged twice');
 * await slack.waitFor(() => slack.thread(help, message)[1], { what: 'an answer' });
 */
export async function startWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const manifest = readManifest(options.manifest);
  const team = createTeam({
    manifest,
    teamId: options.teamId,
    scopes: options.scopes,
    now: options.now,
    sharesAfterLooks: options.sharesAfterLooks,
    filesOrigin: () => origin(),
  });
  const timers = createTimers();
  const record = createRecord(team.changes);
  const connection = createBotConnection({ ...options, team, timers });
  const origin = () => `http://127.0.0.1:${server.port()}`;
  const responseUrls = createResponseUrls({ team, origin });
  const webApi = createWebApi({
    team,
    timers,
    faults: connection.faults,
    methods: allMethods({ openSocketUrl: () => connection.sockets.openUrl(origin()) }),
    rateLimits: options.rateLimits ? createRateLimits(team) : undefined,
  });
  const fileServer = createFileServer({ team, timers, faults: connection.faults });
  const server = createHttpServer({
    port: options.port ?? 0,
    respond: route({ webApi, fileServer, responseUrls }),
    upgrade: connection.sockets.accept,
  });
  await server.listen();

  return {
    ...identity(team, origin()),
    ...record,
    ...createSettings(team),
    ...createFormPosts(team),
    ...createView(team),
    ...deliveryControls({ connection, server }),
    as: actors({ team, deliveries: connection.deliveries, responseUrls }),
    subscribe: team.changes.subscribe,
    waitFor: createWaitFor({ changes: team.changes, describe: () => describe(team) }),
    async stop() {
      timers.stop();
      await connection.close();
      await server.close();
    },
  };
}

function route({
  webApi,
  fileServer,
  responseUrls,
}: {
  webApi: WebApi;
  fileServer: FileServer;
  responseUrls: ResponseUrls;
}): Respond {
  return async (request) => {
    const [, area, name = ''] = request.path.split('/');
    if (area === 'files-pri' || area === 'upload') return fileServer(request);
    return area === 'api' ? webApi(name, request) : responseUrls.use(request.path, request.body);
  };
}

function identity({ id, name, domain, app, bot }: Team, url: string) {
  const { botToken, appToken, signingSecret, botUserId, botId, manifest } = app;
  return {
    url,
    apiUrl: `${url}/api/`,
    team: { id, name, domain },
    bot,
    manifest,
    botToken,
    appToken,
    signingSecret,
    botUserId,
    botId,
    appId: app.id,
  };
}

function deliveryControls({
  connection,
  server,
}: {
  connection: BotConnection;
  server: HttpServer;
}) {
  const { faults, sockets, deliveries } = connection;
  return {
    faults: { add: faults.add, clear: faults.clear },
    sockets: {
      get count() {
        return sockets.count();
      },
      deliver: sockets.deliver,
      refresh: sockets.refresh,
      cut: sockets.cut,
    },
    deliverTo: connection.deliverTo,
    deliverRaw: connection.deliverRaw,
    delivered: deliveries.settled,
    comeUp: server.listen,
    async goDown() {
      sockets.cut();
      await server.close();
    },
  };
}

type Connected = Omit<
  Parameters<typeof createActor>[0],
  'person' | 'device' | 'readUpTo' | 'offered'
>;

/** Each person has one client a device; all of them remember together what the person has read. */
function actors(connected: Connected): Workspace['as'] {
  const { people } = connected.team;
  const clients = new Map<string, ReturnType<Workspace['as']>>();
  const read = new Map<string, Map<string, number>>();
  return ({ id }, device = '') => {
    const key = `${id} ${device}`;
    const known = clients.get(key);
    if (known) return known;
    const readUpTo = read.get(id) ?? new Map<string, number>();
    read.set(id, readUpTo);
    const person = () => people.get(id);
    const actor = createActor({ ...connected, person, device, readUpTo, offered: new Map() });
    clients.set(key, actor);
    return actor;
  };
}
