import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import { HTTPModuleFunctions } from '@slack/bolt';

/**
 * Hands only bodies that may be objects on to a listener, and answers 400 to all others. Bolt reads
 * members of whatever body is signed, and throws at `null` where nobody would catch it.
 */
export function refuseNonObjects(
  listener: RequestListener,
  { longestBodyBytes }: { longestBodyBytes: number },
): RequestListener {
  return (request, response) => void handle(request, response);

  async function handle(
    request: IncomingMessage,
    response: ServerResponse & { req: IncomingMessage },
  ) {
    try {
      // Bolt finds the body as it was sent, and still verifies its signature.
      const buffered = await HTTPModuleFunctions.bufferIncomingMessage(request, longestBodyBytes);
      const body = buffered.rawBody.toString();
      if (mayBeObject(body, request.headers['content-type'])) listener(buffered, response);
      else response.writeHead(400).end();
    } catch (error) {
      const isTooLong = HTTPModuleFunctions.isRawBodyError(error) && error.statusCode === 413;
      // What was not read of the body would be taken for the connection's next request.
      response.writeHead(isTooLong ? 413 : 400, { connection: 'close' }).end();
    }
  }
}

/** It is not parsed here, since nobody has verified who sent it. A form without a payload is a command. */
function mayBeObject(body: string, contentType: string | undefined): boolean {
  const isForm = contentType === 'application/x-www-form-urlencoded';
  const json = isForm ? parse(body).payload : body;
  return typeof json !== 'string' || /^\s*\{/.test(json);
}
