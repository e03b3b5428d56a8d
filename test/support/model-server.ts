import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type ChatReply, chatCompletion } from './chat-completion.ts';

/** A Chat Completions request, as far as tests look at it. */
export const ChatRequest = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  tools: z.array(z.object({ function: z.looseObject({ name: z.string() }) })).optional(),
  tool_choice: z.unknown().optional(),
  response_format: z.looseObject({ json_schema: z.looseObject({ name: z.string() }) }).optional(),
});
export type ChatRequest = z.infer<typeof ChatRequest>;

/** What the server does with a request: it answers as a model would, or fails in its own way. */
export type ScriptedReply =
  | ChatReply
  | { status: number; body?: object; headers?: Record<string, string> }
  | { html: string }
  /** A body as it is, in whatever form. */
  | { raw: string; type: string }
  /** Takes the request and never answers. */
  | { hang: true }
  /** Sends the headers and never the rest. */
  | { hangInBody: true }
  /** Breaks the connection. */
  | { drop: true }
  | { delayMs: number; reply: ScriptedReply };

type Script =
  /** A reply for each request, in order. */
  | { replies: readonly ScriptedReply[] }
  /** A reply worked out from the request. */
  | { reply: (request: ChatRequest) => ScriptedReply }
  /**
   * A model that behaves: from the user message, its answers by the name of the schema or tool,
   * such as `{ classification: {…}, route_to_agent: {…} }`. Each is given in the form asked for.
   */
  | { model: (input: string) => Record<string, object> };

export type ModelServer = AsyncDisposable & {
  /** For `OPENAI_BASE_URL`. */
  baseURL: string;
  /** Every request so far, in order. */
  requests: { headers: IncomingHttpHeaders; body: ChatRequest }[];
  close: () => Promise<void>;
};

/**
 * An OpenAI-compatible server on loopback that follows a script. What the script does not foresee
 * gets a 500, so that no test passes by accident.
 *
 * @example
 * await using server = await startModelServer({ replies: [{ status: 503 }, { json: { yes: true } }] });
 */
export async function startModelServer(
  script: Script,
  /** What it answers to a bot that tries at its start whether it is there; not among the requests. */
  { check = { json: { ready: true } } }: { check?: ScriptedReply } = {},
): Promise<ModelServer> {
  const requests: ModelServer['requests'] = [];
  const replyTo = replier(script);

  const server = createServer(async (request, response) => {
    if (request.url !== '/v1/chat/completions') return sendJson(response, { status: 404 });
    const body = ChatRequest.parse(JSON.parse(await textOf(request)));
    if (body.messages.some(({ content }) => content.includes('Are you ready?'))) {
      return send(response, check);
    }
    requests.push({ headers: request.headers, body });
    await send(response, replyTo(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const close = async () => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return { baseURL: baseURL(server), requests, close, [Symbol.asyncDispose]: close };
}

function replier(script: Script): (request: ChatRequest) => ScriptedReply {
  if ('reply' in script) return script.reply;
  if ('model' in script) return (request) => modelReply(request, script.model);
  const replies = script.replies.values();
  return () => replies.next().value ?? unforeseen('this request');
}

function modelReply(
  { messages, tools, response_format }: ChatRequest,
  model: (input: string) => Record<string, object>,
): ScriptedReply {
  const tool = tools?.[0]?.function.name;
  const name = tool ?? response_format?.json_schema.name ?? 'a question without a name';
  const answer = model(messages[1]?.content ?? '')[name];
  if (!answer) return unforeseen(name);
  return tool ? { calls: [{ name: tool, arguments: answer }] } : { json: answer };
}

function unforeseen(what: string): ScriptedReply {
  return { status: 500, body: { error: { message: `no scripted answer to ${what}` } } };
}

async function send(response: ServerResponse, reply: ScriptedReply): Promise<void> {
  if ('delayMs' in reply) {
    await sleep(reply.delayMs, undefined, { ref: false });
    return send(response, reply.reply);
  }
  if ('hang' in reply) return;
  if ('drop' in reply) return void response.destroy();
  if ('hangInBody' in reply) return void response.writeHead(200, json).write('{');
  if ('html' in reply) return void response.writeHead(200, html).end(reply.html);
  if ('raw' in reply) {
    return void response.writeHead(200, { 'content-type': reply.type }).end(reply.raw);
  }
  if ('status' in reply) return sendJson(response, reply);
  sendJson(response, { status: 200, body: chatCompletion(reply) });
}

const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html' };

function sendJson(
  response: ServerResponse,
  { status, body = {}, headers = {} }: Extract<ScriptedReply, { status: number }>,
): void {
  response.writeHead(status, { ...json, ...headers }).end(JSON.stringify(body));
}

function baseURL(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return `http://127.0.0.1:${address.port}/v1`;
}
