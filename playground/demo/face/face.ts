import type { Stage } from '../../page/server/stage.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Seat } from '../cast.ts';
import { act } from './act.ts';
import { screenOf } from './screen.ts';
import { watchScreen } from './watch.ts';

/** The workspace as the page shows it and acts on it. */
export function createFace(
  slack: Workspace,
  seats: readonly Seat[],
): Pick<Stage, 'screen' | 'watch' | 'act'> {
  const personOf = (id: string) => {
    const person = slack.people().find((candidate) => candidate.id === id);
    if (!person) throw new Error(`There is nobody ${id} in this workspace`);
    return person;
  };
  return {
    screen: (wanted) => {
      const seat = seats.find(({ id }) => id === wanted) ?? seats[0];
      return screenOf(slack, seats, personOf(seat?.id ?? ''));
    },
    watch: (person, tell) => watchScreen({ slack, seats }, personOf(person), tell),
    act: (person, deed) => act(slack, slack.as(personOf(person)), deed),
  };
}
