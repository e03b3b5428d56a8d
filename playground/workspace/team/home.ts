import type { HomeView } from '../blocks/view.ts';
import { readBlocks } from '../reading/blocks.ts';
import type { Changes } from './changes.ts';
import type { Ids } from './ids.ts';
import type { Names } from './messages.ts';

/** What the bot published as a person's App Home, as it is now. */
export type Home = HomeView & {
  id: string;
  /** The id of its person. */
  person: string;
  hash: string;
  /** The blocks' text, as its person sees it. */
  shown: string;
};

export type Homes = {
  publish: (person: string, view: HomeView) => Home;
  of: (person: string) => Home | undefined;
};

export function createHomes(deps: { ids: Ids; changes: Changes; names: Names }): Homes {
  const { ids, changes, names } = deps;
  const homes = new Map<string, Home>();
  return {
    of: (person) => homes.get(person),
    publish(person, view) {
      const id = homes.get(person)?.id ?? ids.next('V');
      const { shown } = readBlocks(view.blocks, names.nameOf);
      const home = { ...view, id, person, hash: ids.next('h'), shown };
      homes.set(person, home);
      changes.emit({ type: 'home published', user: person });
      return home;
    },
  };
}
