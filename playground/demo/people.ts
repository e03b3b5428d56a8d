import type { SmallCompany } from '../small-company.ts';
import type { Person } from '../workspace/team/person.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The customers of the demo's scenarios. */
export type Customers = { john: Person; nora: Person; gil: Person; greta: Person };

/** A person whom a visitor of the page can be, and their role in a few words. */
export type SelectablePerson = { id: string; role: string };

/** Adds the customers to the workspace. */
export function addCustomers(slack: Workspace): Customers {
  const john = slack.addUser({ name: 'john', realName: 'John Doe', email: 'johndoe@gmail.com' });
  const nora = slack.addUser({ name: 'nora', realName: 'Nora New', email: 'nora@example.com' });
  const gil = slack.addUser({ name: 'gil', realName: 'Gil Guest', kind: 'guest' });
  const greta = slack.addUser({
    name: 'greta',
    realName: 'Greta Groß',
    email: 'greta@example.com',
    locale: 'de-DE',
  });
  return { john, nora, gil, greta };
}

export function selectablePeople(
  { john, nora, gil, greta }: Customers,
  { agents }: SmallCompany,
): SelectablePerson[] {
  return [
    { id: john.id, role: 'A customer' },
    { id: nora.id, role: 'A customer whom the shop does not know' },
    { id: gil.id, role: 'A guest, whose email is not confirmed' },
    { id: agents.amy.id, role: 'An agent, and a lead' },
    { id: agents.ben.id, role: 'An agent' },
    { id: greta.id, role: 'A customer who reads Slack in German' },
  ];
}
