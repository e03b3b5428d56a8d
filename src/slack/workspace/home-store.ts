import { z } from 'zod';
import type { Queries, Transaction } from '../../database/open-database.ts';
import { type TableOf, withDefault } from '../../database/tables.ts';

/** A person's Home tab: what they chose to see there, and what Slack was given of it last. */
export const Home = z.object({
  team: z.string(),
  person: z.string(),
  /** Which tickets; empty where nothing was chosen. */
  filter: withDefault(z.string()),
  /** Of which channels; empty where nothing was chosen. */
  channel: withDefault(z.string()),
  /** How many pages were turned. There may be fewer by now. */
  page: withDefault(z.number()),
  /** When the person opened it last; null where Slack has never said so. */
  opened_at: z.date().nullable(),
  /** The destinations whose tickets' words they might read when it was published. */
  readable: withDefault(z.string()),
  /** The hash of what was published last; null while a newer version is on its way. */
  published: z.string().nullable(),
});
export type Home = z.infer<typeof Home>;

declare module '../../database/tables.ts' {
  interface Tables {
    homes: TableOf<typeof Home>;
  }
}

type Whose = Pick<Home, 'team' | 'person'>;

/** What somebody chose to see in their Home tab. */
export type HomeChoice = Pick<Home, 'filter' | 'channel' | 'page'>;

export async function homeChoice(
  queries: Queries,
  { team, person }: Whose,
): Promise<HomeChoice | undefined> {
  return queries
    .selectFrom('homes')
    .select(['filter', 'channel', 'page'])
    .where('team', '=', team)
    .where('person', '=', person)
    .executeTakeFirst();
}

/** Stores what somebody chose; what they did not choose now stays. */
export async function chooseInHome(
  transaction: Transaction,
  { team, person }: Whose,
  choice: Partial<HomeChoice>,
): Promise<void> {
  await transaction
    .insertInto('homes')
    .values({ team, person, ...choice })
    .onConflict((conflict) => conflict.columns(['team', 'person']).doUpdateSet(choice))
    .execute();
}

export async function noteHomeOpened(
  transaction: Transaction,
  { team, person }: Whose,
  at: Date,
): Promise<void> {
  await transaction
    .insertInto('homes')
    .values({ team, person, opened_at: at })
    .onConflict((conflict) => conflict.columns(['team', 'person']).doUpdateSet({ opened_at: at }))
    .execute();
}

/** Stores what Slack was given. */
export async function noteHomePublished(
  transaction: Transaction,
  { team, person }: Whose,
  { readable, published }: Pick<Home, 'readable' | 'published'>,
): Promise<void> {
  await transaction
    .insertInto('homes')
    .values({ team, person, readable, published })
    .onConflict((conflict) =>
      conflict.columns(['team', 'person']).doUpdateSet({ readable, published }),
    )
    .execute();
}

/** The Home tabs that may have to be published again: those opened lately, and all that show tickets' words. */
export async function homesToCompare(queries: Queries, openedSince: Date): Promise<Home[]> {
  const rows = await queries
    .selectFrom('homes')
    .selectAll()
    .where('published', 'is not', null)
    .where(({ or, eb }) => or([eb('opened_at', '>=', openedSince), eb('readable', '!=', '')]))
    .execute();
  return rows.map((row) => Home.parse(row));
}

/** Says that what was published is out of date; false where somebody said so, or published it again. */
export async function noteHomeStale(
  transaction: Transaction,
  { team, person, published }: Home,
): Promise<boolean> {
  const noted = await transaction
    .updateTable('homes')
    .set({ published: null })
    .where('team', '=', team)
    .where('person', '=', person)
    .where('published', '=', published)
    .executeTakeFirst();
  return noted.numUpdatedRows === 1n;
}
