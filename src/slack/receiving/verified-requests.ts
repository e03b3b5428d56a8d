import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import { HTTPModuleFunctions } from '@slack/bolt';
import { checkSignature } from './check-signature.ts';
import type { RefusedDeliveries } from './refused-deliveries.ts';

/**
 * Hands only Slack's own requests, with a body that may be an object, on to a listener; others are
 * answered 401 or 400. Bolt does not say why it refuses a signature, accepts those of the future,
 * and throws at a body of `null` where nobody would catch it.
 */
export function verifiedRequests(
  listener: RequestListener,
  {
    signingSecret,
    longestBodyBytes,
    refused,
  }: {
    signingSecret: string;
    longestBodyBytes: number;
    refused: Pick<RefusedDeliveries, 'refuse' | 'accept'>;
  },
): RequestListener {
  return (request, response) => void handle(request, response);

  async function handle(
    request: IncomingMessage,
    response: ServerResponse & { req: IncomingMessage },
  ) {
    try {
      // Bolt finds the body as it was sent, and verifies its signature once more.
      const buffered = await HTTPModuleFunctions.bufferIncomingMessage(request, longestBodyBytes);
      const { headers } = request;
      const body = buffered.rawBody.toString();
      if (isCertificateCheck(body, headers['content-type'])) return listener(buffered, response);
      const signature = checkSignature({
        headers,
        body: buffered.rawBody,
        signingSecret,
        at: Date.now(),
      });
      if (signature.status !== 'right') {
        refused.refuse(signature);
        response.writeHead(401).end();
        return;
      }
      refused.accept();
      if (mayBeObject(body, headers['content-type'])) listener(buffered, response);
      else response.writeHead(400).end();
    } catch (error) {
      const isTooLong = HTTPModuleFunctions.isRawBodyError(error) && error.statusCode === 413;
      // What was not read of the body would be taken for the connection's next request.
      response.writeHead(isTooLong ? 413 : 400, { connection: 'close' }).end();
    }
  }
}

const FORM = 'application/x-www-form-urlencoded';

/** Slack now and then checks the address without a signature; Bolt answers, and does nothing else. */
function isCertificateCheck(body: string, contentType: string | undefined): boolean {
  return contentType === FORM && parse(body).ssl_check === '1';
}

/** A form without a payload is a command. */
function mayBeObject(body: string, contentType: string | undefined): boolean {
  const json = contentType === FORM ? parse(body).payload : body;
  return typeof json !== 'string' || /^\s*\{/.test(json);
}
