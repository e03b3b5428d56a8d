import type { Block } from '../blocks/block.ts';
import { readBlocks } from './blocks.ts';
import { type NameOf, readMrkdwn } from './mrkdwn.ts';
import type { Reading } from './reading.ts';

export type Readable = {
  text: string;
  blocks: readonly Block[];
  /** Whether bare `@channel` and `@name` count as mentions (`link_names`, `parse: 'full'`). */
  linkNames: boolean;
};

/** Reads a message: its blocks if it has any. Its `text` notifies people in either case. */
export function readMessage(
  { text, blocks, linkNames }: Readable,
  names: { nameOf: NameOf; idOf: (name: string) => string | undefined },
): Reading {
  const fallback = readMrkdwn(text, names.nameOf);
  const seen = blocks.length > 0 ? readBlocks(blocks, names.nameOf) : fallback;
  const bare = linkNames ? bareMentions(text, names.idOf) : [];
  return { ...seen, pings: [...new Set([...seen.pings, ...fallback.pings, ...bare])] };
}

function bareMentions(text: string, idOf: (name: string) => string | undefined): string[] {
  return [...text.matchAll(/(?<![\w<])@([\w.-]+)/g)].flatMap(([, name = '']) => {
    if (['channel', 'here', 'everyone'].includes(name)) return [`<!${name}>`];
    const id = idOf(name);
    return id === undefined ? [] : [`<@${id}>`];
  });
}
