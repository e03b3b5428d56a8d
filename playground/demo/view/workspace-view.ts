import type { Host } from '../../page/server/host.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { SelectablePerson } from '../people.ts';
import { act } from './act.ts';
import { screenOf } from './screen.ts';
import { watchScreen } from './watch-screen.ts';

/** The workspace as the page shows it and acts on it. */
export function createWorkspaceView(
  slack: Workspace,
  selectable: readonly SelectablePerson[],
): Pick<Host, 'screen' | 'watch' | 'act'> {
  const personOf = (id: string) => {
    const person = slack.people().find((candidate) => candidate.id === id);
    if (!person) throw new Error(`There is no user ${id} in this workspace`);
    return person;
  };
  return {
    screen: ({ person: wanted, tab }) => {
      const chosen = selectable.find(({ id }) => id === wanted) ?? selectable[0];
      return screenOf(slack, selectable, slack.as(personOf(chosen?.id ?? ''), tab));
    },
    watch: ({ person, tab }, onChange) =>
      watchScreen({ slack, selectable, tab }, personOf(person), onChange),
    act: ({ person, tab }, action) => act(slack, slack.as(personOf(person), tab), action),
  };
}
