import { stringify } from 'node:querystring';
import type { Agent, request as Request } from 'undici';
import { request } from 'undici';
import type { App } from '../team/app.ts';
import { fromJson } from '../web-api/arguments.ts';
import type { Delivery, DeliveryResult, Retry, Transport } from './delivery.ts';
import { realSeconds, sign } from './signature.ts';

type Deps = { url: string; app: App; agent: Agent; acknowledgeWithinMs: number };

/** Delivers by signed POST, as Slack does to an app's request URL. */
export function createHttpTransport(deps: Deps): Transport {
  return async (delivery, retry) => {
    const body = bodyOf(delivery);
    const timestamp = realSeconds();
    const headers = {
      'content-type': contentType(delivery),
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': sign({ secret: deps.app.signingSecret, timestamp, body }),
      ...retryHeaders(retry),
    };
    return post(deps, { body, headers });
  };
}

async function post(
  { url, agent, acknowledgeWithinMs }: Deps,
  { body, headers }: { body: string; headers: Record<string, string> },
): Promise<DeliveryResult> {
  const signal = AbortSignal.timeout(acknowledgeWithinMs);
  try {
    const response = await request(url, {
      method: 'POST',
      dispatcher: agent,
      headers,
      body,
      signal,
    });
    return result(response, await response.body.text());
  } catch {
    const status = signal.aborted ? 'timeout' : 'not connected';
    return { accepted: false, status, body: '', noRetry: false };
  }
}

function result(
  { statusCode, headers }: Awaited<ReturnType<typeof Request>>,
  text: string,
): DeliveryResult {
  return {
    accepted: statusCode >= 200 && statusCode < 300,
    status: statusCode,
    body: jsonObject(text) ?? text,
    noRetry: headers['x-slack-no-retry'] === '1',
  };
}

function jsonObject(text: string): object | undefined {
  const value = fromJson(text);
  return typeof value === 'object' && value !== null ? value : undefined;
}

function contentType({ kind }: Delivery): string {
  return kind === 'event' ? 'application/json' : 'application/x-www-form-urlencoded';
}

function bodyOf({ kind, payload }: Delivery): string {
  if (kind === 'event') return JSON.stringify(payload);
  if (kind === 'interaction') return stringify({ payload: JSON.stringify(payload) });
  return stringify(
    Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)])),
  );
}

function retryHeaders(retry: Retry | undefined): Record<string, string> {
  if (!retry) return {};
  return { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason };
}
