import type { Message } from '../../playground/workspace/team/message.ts';
import type { BotUnderTest } from './start-bot.ts';

/** The files that the bot itself has posted in a thread: what they are called, and what is in them. */
export function carriedUnder(
  { slack }: Pick<BotUnderTest, 'slack'>,
  root: Message,
): { name: string; content: string }[] {
  return slack
    .thread(slack.channel(root.channel), root)
    .filter(({ user }) => user === slack.botUserId)
    .flatMap(({ files }) => files)
    .filter(({ mode }) => mode === 'hosted')
    .map((file) => ({
      name: file.name,
      content: Buffer.from(slack.contentOf(file) ?? []).toString(),
    }));
}

/** Every address, and the token that was sent there. */
export function tokensSent({ slack }: Pick<BotUnderTest, 'slack'>): unknown[] {
  return slack.calls
    .filter(({ method }) => method === 'upload')
    .map(({ args }) => args.authorization);
}
