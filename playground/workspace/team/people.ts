import type { Changes } from './changes.ts';
import type { Ids } from './ids.ts';
import type { NewPerson, Person } from './person.ts';

/** Every person, by id. */
export type People = {
  add: (person: NewPerson) => Person;
  change: (id: string, changes: Partial<NewPerson>) => Person;
  /** @throws when no person has that id. */
  get: (id: string) => Person;
  find: (id: string) => Person | undefined;
  all: () => readonly Person[];
};

export function createPeople(deps: { teamId: string; ids: Ids; changes: Changes }): People {
  const people = new Map<string, Person>();
  const { changes } = deps;

  const get = (id: string) => {
    const person = people.get(id);
    if (!person) throw new Error(`There is no user ${id} in this workspace`);
    return person;
  };

  return {
    get,
    find: (id) => people.get(id),
    all: () => [...people.values()],
    add(described) {
      const colleague = [...people.values()].find(
        ({ company }) => company !== undefined && company === described.company,
      );
      const person = { ...identity(described, { ...deps, colleague }), ...description(described) };
      people.set(person.id, person);
      changes.emit({ type: 'person added', person });
      return person;
    },
    change(id, described) {
      const before = get(id);
      const person = { ...before, ...description({ ...before, ...described }) };
      people.set(id, person);
      changes.emit({ type: 'person changed', person });
      return person;
    },
  };
}

function identity(
  { kind, company }: NewPerson,
  { ids, teamId, colleague }: { ids: Ids; teamId: string; colleague: Person | undefined },
) {
  return {
    id: ids.next('U'),
    teamId: kind === 'stranger' ? (colleague?.teamId ?? ids.next('T')) : teamId,
    company: kind === 'stranger' ? company : undefined,
    bot: kind === 'bot' ? { id: ids.next('B'), appId: ids.next('A') } : undefined,
  };
}

function description(
  person: Omit<NewPerson, 'email' | 'company' | 'picture'> & {
    email?: string | undefined;
    picture?: string | undefined;
  },
) {
  const realName = person.realName ?? person.name;
  return {
    name: person.name,
    realName,
    displayName: person.displayName ?? realName,
    email: person.email,
    emailConfirmed: person.emailConfirmed ?? true,
    kind: person.kind ?? 'member',
    deactivated: person.deactivated ?? false,
    timeZone: person.timeZone ?? 'Europe/London',
    locale: person.locale ?? 'en-US',
    picture: person.picture,
  } satisfies Partial<Person>;
}
