import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createFrameReader, encodeFrame, type Frame, opcodes } from './frames.ts';

/** The server's end of a WebSocket: as much of it as Slack's Socket Mode needs. */
export type WebSocket = {
  send: (text: string) => void;
  ping: () => void;
  close: () => void;
  /** Breaks the connection without a word. */
  cut: () => void;
};

const handshakeGuid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Turns an upgrade request into a socket. @see https://www.rfc-editor.org/rfc/rfc6455 */
export function acceptWebSocket(
  request: IncomingMessage,
  stream: Duplex,
  on: { text: (text: string) => void; close: () => void },
): WebSocket {
  stream.write(handshake(request.headers['sec-websocket-key'] ?? ''));
  const write = (opcode: number, payload: Buffer = Buffer.alloc(0)) => {
    if (stream.writable) stream.write(encodeFrame(opcode, payload));
  };
  const read = createFrameReader();
  const assemble = createAssembler();

  stream.on('data', (bytes: Buffer) => {
    for (const frame of read(bytes)) {
      if (frame.opcode === opcodes.ping) write(opcodes.pong, frame.payload);
      if (frame.opcode === opcodes.close) {
        write(opcodes.close, frame.payload);
        stream.end();
      }
      const text = assemble(frame);
      if (text !== undefined) on.text(text);
    }
  });
  stream.on('error', () => stream.destroy());
  stream.on('close', on.close);

  return {
    send: (text) => write(opcodes.text, Buffer.from(text)),
    ping: () => write(opcodes.ping),
    close: () => write(opcodes.close, Buffer.from([0x03, 0xe8])),
    cut: () => stream.destroy(),
  };
}

/** Joins the frames of a text that came in several. */
function createAssembler(): (frame: Frame) => string | undefined {
  let parts: Buffer[] = [];
  return ({ final, opcode, payload }) => {
    if (opcode !== opcodes.text && opcode !== opcodes.continuation) return undefined;
    parts.push(payload);
    if (!final) return undefined;
    const whole = Buffer.concat(parts).toString();
    parts = [];
    return whole;
  };
}

function handshake(key: string): string {
  const accept = createHash('sha1').update(`${key}${handshakeGuid}`).digest('base64');
  return [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${accept}`,
    '\r\n',
  ].join('\r\n');
}
