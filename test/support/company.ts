import { addSmallCompany, type SmallCompany } from '../../playground/small-company.ts';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import { startWorkspace } from '../../playground/workspace/start-workspace.ts';
import type { Channel } from '../../playground/workspace/team/channel.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import type { NewPerson } from '../../playground/workspace/team/person.ts';
import type { Workspace, WorkspaceOptions } from '../../playground/workspace/workspace.ts';

/** A workspace and its people, which outlive the bots that are started in it. */
export type Company = SmallCompany & {
  slack: Workspace;
  /** Somebody new in #help whom Slack vouches for, unless told otherwise. */
  customer(name: string, more?: Partial<NewPerson>): Actor;
  /** Every card that names these words, in any agents' channel. */
  cards(words: string): Message[];
  /** The card about somebody in a channel, once it is there. */
  card(channel: Channel, words: string, timeoutMs?: number): Promise<Message>;
  /** The transcript's first part under a card, its title left out, once it is there. */
  transcript(card: Message): Promise<string>;
};

/** Slack delivers again at once, after a minute and after five; no test waits so long in real time. */
const soon = [0, 1_000, 5_000];

export async function openCompany(options: WorkspaceOptions = {}): Promise<Company> {
  const slack = await startWorkspace({ redeliverAfterMs: soon, ...options });
  const people = addSmallCompany(slack);
  const { help, billing, sales, support, triage, agents } = people;
  const cardsIn = (channels: Channel[], words: string) =>
    channels
      .flatMap(slack.messages)
      .filter(({ shown }) => shown.startsWith('H-') && shown.includes(words));
  return {
    help,
    billing,
    sales,
    support,
    triage,
    agents,
    slack,
    customer(name, more) {
      const person = slack.addUser({ name, email: `${name}@shop.example`, ...more });
      slack.join(help, person);
      return slack.as(person);
    },
    cards: (words) => cardsIn([billing, sales, support, triage], words),
    card: (channel, words, timeoutMs = 10_000) =>
      slack.waitFor(() => cardsIn([channel], words)[0], {
        what: `a card with “${words}” in #${channel.name}`,
        timeoutMs,
      }),
    async transcript(card) {
      const { shown } = await slack.waitFor(
        () => slack.thread(slack.channel(card.channel), card)[1],
        { what: `a transcript under “${card.shown}”` },
      );
      return shown.slice(shown.indexOf('\n') + 1);
    },
  };
}
