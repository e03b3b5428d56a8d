import type { SmallCompany } from '../small-company.ts';
import type { Person } from '../workspace/team/person.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The customers of the story. */
export type Cast = { john: Person; nora: Person; gil: Person };

/** Somebody whom a visitor of the page can be, and who that is in a few words. */
export type Seat = { id: string; words: string };

/** Gives the workspace its three customers. */
export function addCast(slack: Workspace): Cast {
  const john = slack.addUser({ name: 'john', realName: 'John Doe', email: 'johndoe@gmail.com' });
  const nora = slack.addUser({ name: 'nora', realName: 'Nora New', email: 'nora@example.com' });
  const gil = slack.addUser({ name: 'gil', realName: 'Gil Guest', kind: 'guest' });
  return { john, nora, gil };
}

export function seatsOf({ john, nora, gil }: Cast, { agents }: SmallCompany): Seat[] {
  return [
    { id: john.id, words: 'A customer' },
    { id: nora.id, words: 'A customer whom the shop does not know' },
    { id: gil.id, words: 'A guest: Slack does not vouch for their email' },
    { id: agents.amy.id, words: 'An agent' },
    { id: agents.ben.id, words: 'An agent' },
  ];
}
