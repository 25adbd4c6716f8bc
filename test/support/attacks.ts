import type { Line } from '../../src/core/line.ts';
import { rows } from './rows.ts';

/** A number that an attacker reads off a row, past every function of the line: when, after what, and where it was written. */
type Mark = { owner: string; at: number };

const SYSTEM = {
  xmin: 'xmin::text::bigint',
  place: '(t.ctid::text::point)[0] * 1000 + (t.ctid::text::point)[1]',
};

/** Every mark of each row of one table, by kind: its transaction, its place in the file, its instants and its growing numbers. */
async function marksOf(line: Line, table: string, owner: string, where: string): Promise<Map<string, Mark[]>> {
  const columns = await rows(
    line,
    `select column_name as name, data_type as type from information_schema.columns where table_schema = 'public'
     and table_name = '${table}' and data_type in ('bigint', 'integer', 'timestamp with time zone')`,
  );
  const read = [
    ...Object.entries(SYSTEM).map(([kind, sql]) => ({ kind, sql: sql.replace(/^xmin/, 't.xmin') })),
    ...columns.map(({ name, type }) => ({
      kind: type === 'timestamp with time zone' ? 'instant' : `number of ${table}.${name}`,
      sql: type === 'timestamp with time zone' ? `extract(epoch from t.${name})::float8` : `t.${name}::float8`,
      name: String(name),
    })),
  ];
  const found = new Map<string, Mark[]>();
  for (const { kind, sql, ...column } of read) {
    const list = await rows(line, `select ${owner} as owner, ${sql} as at from ${table} t where ${where}`);
    const marks = list.filter(({ at, owner: whose }) => at !== null && whose !== null);
    const key = `${kind}${'name' in column ? `|${table}.${column.name}` : `|${table}`}`;
    found.set(
      key,
      marks.map((one) => ({ owner: String(one.owner), at: Number(one.at) })),
    );
  }
  return found;
}

async function tablesWith(line: Line, column: string): Promise<string[]> {
  const found = await rows(
    line,
    `select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and c.column_name = '${column}' and t.table_type = 'BASE TABLE'`,
  );
  return found.map(({ name }) => String(name));
}

/** All that lies with the item, and all that lies with a resident, keys and what is owed included. */
async function allMarks(line: Line, side: 'item' | 'resident', itemId: string): Promise<Map<string, Mark[]>> {
  const parts: Map<string, Mark[]>[] = [];
  if (side === 'item') {
    parts.push(await marksOf(line, 'items', 't.id', `t.id = '${itemId}'`));
    for (const table of await tablesWith(line, 'item_id'))
      parts.push(await marksOf(line, table, 't.item_id', `t.item_id = '${itemId}'`));
    parts.push(await marksOf(line, 'outbox', `'${itemId}'`, `t.payload::text like '%${itemId}%'`));
    parts.push(
      await marksOf(line, 'person_keys', `'${itemId}'`, `t.id = (select key_id from items where id = '${itemId}')`),
    );
  } else {
    parts.push(await marksOf(line, 'residents', 't.id', 'true'));
    for (const table of await tablesWith(line, 'resident_id'))
      if (table !== 'items') parts.push(await marksOf(line, table, 't.resident_id', 't.resident_id is not null'));
    parts.push(await marksOf(line, 'outbox', `t.payload->>'residentId'`, `t.payload ? 'residentId'`));
    parts.push(await marksOf(line, 'person_keys', '(select r.id from residents r where r.key_id = t.id)', 'true'));
  }
  return new Map(parts.flatMap((part) => [...part]));
}

type Ways = 'nearest' | 'before' | 'after';

/** Who an attacker names: those of the crowd whose mark lies nearest, last before, or first after. Several when they tie. */
function named(marks: Mark[], at: number, way: Ways): Set<string> {
  const far = ({ at: other }: Mark): number =>
    way === 'nearest' ? Math.abs(other - at) : way === 'before' ? at - other : other - at;
  const fit = marks.filter((mark) => far(mark) >= 0);
  const least = Math.min(...fit.map(far));
  return new Set(fit.filter((mark) => far(mark) === least).map(({ owner }) => owner));
}

/**
 * For each attack, how likely it names the sender: 1 when it names them alone, a share when they are among several. Marks of one kind are
 * compared across tables (transactions, instants), places and numbers within one table; and who has the last mark of all is named too.
 */
export async function attackAll(line: Line, itemId: string, sender: string): Promise<Map<string, number>> {
  const ofItem = await allMarks(line, 'item', itemId);
  const ofResidents = await allMarks(line, 'resident', itemId);
  const scores = new Map<string, number>();
  const note = (attack: string, names: Set<string>) => scores.set(attack, names.has(sender) ? 1 / names.size : 0);
  for (const [residentKey, marks] of ofResidents) {
    const [kind = '', residentTable] = residentKey.split('|');
    for (const [itemKey, own] of ofItem) {
      const [itemKind = '', itemTable] = itemKey.split('|');
      const comparable = kind === itemKind && (kind === 'xmin' || kind === 'instant' || residentTable === itemTable);
      if (!comparable || marks.length === 0 || own.length === 0) continue;
      for (const way of ['nearest', 'before', 'after'] as const)
        note(`${way} ${kind}: ${itemTable} ~ ${residentTable}`, named(marks, own[0]?.at ?? 0, way));
    }
    note(`last ${kind}: ${residentTable}`, named(marks, Number.MAX_VALUE, 'before'));
  }
  return scores;
}
