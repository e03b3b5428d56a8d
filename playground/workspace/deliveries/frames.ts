/** A WebSocket's unit of talk. @see https://www.rfc-editor.org/rfc/rfc6455#section-5 */
export type Frame = { final: boolean; opcode: number; payload: Buffer };

export const opcodes = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 } as const;

/** Writes a frame as servers do: whole and unmasked. */
export function encodeFrame(opcode: number, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x80 | opcode]), encodeLength(payload.length), payload]);
}

function encodeLength(length: number): Buffer {
  if (length < 126) return Buffer.from([length]);
  const bytes = Buffer.alloc(length < 65_536 ? 3 : 9);
  bytes.writeUInt8(length < 65_536 ? 126 : 127);
  if (length < 65_536) bytes.writeUInt16BE(length, 1);
  if (length >= 65_536) bytes.writeBigUInt64BE(BigInt(length), 1);
  return bytes;
}

/** Makes a function that takes bytes as they come and gives the frames that are complete. */
export function createFrameReader(): (bytes: Buffer) => Frame[] {
  let rest = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    const frames: Frame[] = [];
    for (let read = readFrame(rest); read; read = readFrame(rest)) {
      frames.push(read.frame);
      rest = rest.subarray(read.length);
    }
    return frames;
  };
}

/** Reads the frame at the start, which a client masks; `undefined` while it is not all there. */
function readFrame(bytes: Buffer): { frame: Frame; length: number } | undefined {
  const header = readLength(bytes);
  if (!header) return undefined;
  const start = header.size + 4;
  const length = start + header.length;
  if (bytes.length < length) return undefined;
  const mask = bytes.subarray(header.size, start);
  const payload = Buffer.from(bytes.subarray(start, length));
  for (const [index, byte] of payload.entries()) payload[index] = byte ^ (mask[index % 4] ?? 0);
  const first = bytes.readUInt8(0);
  return { frame: { final: first >= 0x80, opcode: first & 0x0f, payload }, length };
}

function readLength(bytes: Buffer): { length: number; size: number } | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes.readUInt8(1) & 0x7f;
  if (short < 126) return { length: short, size: 2 };
  if (short === 126)
    return bytes.length < 4 ? undefined : { length: bytes.readUInt16BE(2), size: 4 };
  return bytes.length < 10 ? undefined : { length: Number(bytes.readBigUInt64BE(2)), size: 10 };
}
