import { type Agent, request } from 'undici';
import type { App } from '../team/app.ts';
import type { RawDelivery } from '../workspace.ts';
import { realSeconds, sign } from './signature.ts';

/** Posts a delivery that a test wrote by hand, with a right, wrong or missing signature. */
export async function deliverRaw(
  delivery: RawDelivery,
  { url, app, agent }: { url: string; app: App; agent: Agent },
): Promise<{ status: number; body: string }> {
  const { body, contentType = 'application/json', signature = 'right', headers } = delivery;
  const timestamp = delivery.timestamp ?? realSeconds();
  const secret = signature === 'wrong' ? 'some other secret' : app.signingSecret;
  const proof =
    signature === 'missing' ? {} : { 'x-slack-signature': sign({ secret, timestamp, body }) };
  const response = await request(url, {
    method: 'POST',
    dispatcher: agent,
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': String(timestamp),
      ...proof,
      ...headers,
    },
    body,
  });
  return { status: response.statusCode, body: await response.body.text() };
}
