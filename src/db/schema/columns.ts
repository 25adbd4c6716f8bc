import { getTableName, sql } from 'drizzle-orm';
import { type AnyPgColumn, check, customType, timestamp } from 'drizzle-orm/pg-core';

/** Raw bytes: hashes, and everything sealed (see core/privacy/seal.ts). */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** An instant in UTC. Names of such columns end in `_at`. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/**
 * The check that keeps a column of codes to its list in core/domain: a list that grows needs a migration, and `npm run check` says so.
 * Every column of codes has one (test/db/code-columns.test.ts).
 */
export const known = (column: AnyPgColumn, list: readonly string[]) =>
  check(`${nameOf(column)}_known`, sql`${column} in (${quoted(list)})`);

/** The same of an array of codes. */
export const eachKnown = (column: AnyPgColumn, list: readonly string[]) =>
  check(`${nameOf(column)}_known`, sql`${column} <@ array[${quoted(list)}]`);

/** Of a code that a part of the line names for itself (a fact, a topic): what it may look like. */
export const codeLike = (column: AnyPgColumn) => check(`${nameOf(column)}_code`, sql`${column} ~ '^[a-z][a-z0-9_]*$'`);

const nameOf = (column: AnyPgColumn): string => `${getTableName(column.table)}_${column.name}`;
const quoted = (list: readonly string[]) => sql.raw(list.map((code) => `'${code}'`).join(', '));
