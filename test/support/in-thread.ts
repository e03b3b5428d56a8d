import type { Message } from '../../playground/workspace/team/message.ts';
import type { Workspace } from '../../playground/workspace/workspace.ts';

/** Waits for a message with some words in the thread of another, and finds it. */
export function inThreadOf(slack: Workspace) {
  return (root: Message, words: string): Promise<Message> =>
    slack.waitFor(
      () =>
        slack.thread(slack.channel(root.channel), root).find(({ shown }) => shown.includes(words)),
      { what: `“${words}” in the thread of “${root.shown}”` },
    );
}
