import type { Channels } from './channels.ts';
import { createMemory } from './memory.ts';

/** Asks Slack about each channel once in a while, where many want to know. */
export function rememberChannels(
  { lookUp }: Pick<Channels, 'lookUp'>,
  times: { now: () => Date; freshMs: number },
): Pick<Channels, 'lookUp'> {
  const found = createMemory<Awaited<ReturnType<typeof lookUp>>>(times);
  return { lookUp: (id) => found.find(id, () => lookUp(id)) };
}
