import type { ColumnType, Generated } from 'kysely';
import type { z } from 'zod';

/**
 * Every table. Each store adds its own, made of the schema of one row:
 *
 * @example
 * declare module '../database/tables.ts' {
 *   interface Tables {
 *     tickets: TableOf<typeof Ticket>;
 *   }
 * }
 */
// biome-ignore lint/suspicious/noEmptyInterface: the stores fill it.
export interface Tables {}

/** A table whose rows fit a schema. Times are `Date`s in UTC, Slack's `ts` stays text. */
export type TableOf<Row extends z.ZodObject> = {
  [Column in keyof Row['shape']]: ColumnOf<Row['shape'][Column]>;
};

type ColumnOf<Schema> =
  Schema extends Marked<infer Mark>
    ? ColumnsByMark<Schema>[Mark]
    : Schema extends z.ZodType
      ? z.infer<Schema>
      : never;

type ColumnsByMark<Schema> = {
  json: ColumnType<unknown, JsonText<Schema>, JsonText<Schema>>;
  'json-with-default': ColumnType<unknown, string | undefined, string>;
  default: Schema extends z.ZodType ? Generated<z.infer<Schema>> : never;
};

type JsonText<Schema> = Schema extends z.ZodType
  ? null extends z.infer<Schema>
    ? string | null
    : string
  : never;

type Mark = 'json' | 'json-with-default' | 'default';
type Marked<M extends Mark> = { column: M };

/** A jsonb column: written as JSON text, and parsed by its schema when a row is read. */
export function json<Schema extends z.ZodType>(schema: Schema): Schema & Marked<'json'> {
  return mark(schema, 'json');
}

/** A jsonb column that the database fills where a new row names none. */
export function jsonWithDefault<Schema extends z.ZodType>(
  schema: Schema,
): Schema & Marked<'json-with-default'> {
  return mark(schema, 'json-with-default');
}

/** A column that the database fills where a new row names none. */
export function withDefault<Schema extends z.ZodType>(schema: Schema): Schema & Marked<'default'> {
  return mark(schema, 'default');
}

/** A clone is marked, so that a schema which is a column here may be something else elsewhere. */
function mark<Schema extends z.ZodType, M extends Mark>(
  schema: Schema,
  column: M,
): Schema & Marked<M> {
  return Object.assign(schema.clone(), { column });
}
