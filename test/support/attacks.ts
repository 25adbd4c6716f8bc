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

/** All that lies with each anonymous item, and all that lies with a resident, keys and what is owed included. */
async function allMarks(line: Line, side: 'item' | 'resident'): Promise<Map<string, Mark[]>> {
  const parts: Map<string, Mark[]>[] = [];
  if (side === 'item') {
    const nameless = 'select id from items where anonymous';
    parts.push(await marksOf(line, 'items', 't.id', 't.anonymous'));
    for (const table of await tablesWith(line, 'item_id'))
      parts.push(await marksOf(line, table, 't.item_id', `t.item_id in (${nameless})`));
    const owedFor = `(select i.id from items i where i.anonymous and t.payload::text like '%' || i.id || '%')`;
    parts.push(await marksOf(line, 'outbox', owedFor, `not t.payload ? 'residentId'`));
    parts.push(
      await marksOf(line, 'person_keys', '(select i.id from items i where i.anonymous and i.key_id = t.id)', 'true'),
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

type Pair = { name: string; ofItems: Mark[]; ofResidents: Mark[] };

/** Marks of one kind are compared across tables (transactions, instants), places and numbers within one table. */
function comparedPairs(ofItems: Map<string, Mark[]>, ofResidents: Map<string, Mark[]>): Pair[] {
  const pairs: Pair[] = [];
  for (const [residentKey, marks] of ofResidents)
    for (const [itemKey, own] of ofItems) {
      const [kind = '', residentTable] = residentKey.split('|');
      const [itemKind = '', itemTable] = itemKey.split('|');
      const comparable = kind === itemKind && (kind === 'xmin' || kind === 'instant' || residentTable === itemTable);
      if (comparable && marks.length > 0 && own.length > 0)
        pairs.push({ name: `${kind}: ${itemTable} ~ ${residentTable}`, ofItems: own, ofResidents: marks });
    }
  return pairs;
}

const firstOfEach = (marks: Mark[]): Map<string, number> =>
  new Map(marks.toReversed().map(({ owner, at }) => [owner, at]));

/**
 * For each attack, how many of these anonymous items it gives their sender: one for each it names alone, a share where it names several.
 * Who has the last mark of all is named too.
 */
export async function attackMany(line: Line, senderOf: ReadonlyMap<string, string>): Promise<Map<string, number>> {
  const ofResidents = await allMarks(line, 'resident');
  const scores = new Map<string, number>();
  const note = (attack: string, item: string, names: Set<string>) => {
    const hit = names.has(senderOf.get(item) ?? '') ? 1 / names.size : 0;
    scores.set(attack, (scores.get(attack) ?? 0) + hit);
  };
  for (const pair of comparedPairs(await allMarks(line, 'item'), ofResidents)) {
    const first = firstOfEach(pair.ofItems);
    for (const way of ['nearest', 'before', 'after'] as const) {
      const names = new Map([...new Set(first.values())].map((at) => [at, named(pair.ofResidents, at, way)]));
      for (const item of senderOf.keys())
        note(`${way} ${pair.name}`, item, names.get(first.get(item) ?? Number.NaN) ?? new Set());
    }
  }
  for (const [residentKey, marks] of ofResidents) {
    const [kind, table] = residentKey.split('|');
    for (const item of senderOf.keys()) note(`last ${kind}: ${table}`, item, named(marks, Number.MAX_VALUE, 'before'));
  }
  return scores;
}

/** The place of each in the order of their marks; what ties stands in any. */
function placesOf(marks: number[]): number[] {
  const ordered = marks.map((at, index) => ({ at, index, tie: Math.random() }));
  ordered.sort((a, b) => a.at - b.at || a.tie - b.tie);
  const places = new Array<number>(marks.length);
  for (const [place, { index }] of ordered.entries()) places[index] = place;
  return places;
}

/** Spearman's correlation of two orders, in so many times what it strays by where they have nothing to do with each other. */
function alikeness(one: number[], other: number[]): number {
  const n = one.length;
  if (n < 3) return 0;
  const places = placesOf(other);
  const apart = placesOf(one).reduce((sum, place, index) => sum + (place - (places[index] ?? 0)) ** 2, 0);
  return Math.abs(1 - (6 * apart) / (n * (n * n - 1))) * Math.sqrt(n - 1);
}

/** Who knows which residents sent something, and not what, lays the order of the items beside theirs: for each attack how alike they are. */
export async function attackOrder(line: Line, senderOf: ReadonlyMap<string, string>): Promise<Map<string, number>> {
  const pairs = comparedPairs(await allMarks(line, 'item'), await allMarks(line, 'resident'));
  return new Map(
    pairs.map(({ name, ofItems, ofResidents }) => {
      const [items, residents] = [firstOfEach(ofItems), firstOfEach(ofResidents)];
      const both = [...senderOf].flatMap(([item, sender]) => {
        const [one, other] = [items.get(item), residents.get(sender)];
        return one === undefined || other === undefined ? [] : [{ one, other }];
      });
      const scored = alikeness(
        both.map(({ one }) => one),
        both.map(({ other }) => other),
      );
      return [name, scored];
    }),
  );
}

/** Ids, hashes and sealed values that stand in a row of an anonymous item and in one of a resident or of a handled update too. */
export async function sharedValues(line: Line): Promise<string[]> {
  const nameless = 'select id from items where anonymous';
  const valuesOf = async (parts: string[]): Promise<Set<string>> => {
    const found = await rows(line, parts.join(' union all '));
    const values = found.flatMap(({ whole }) =>
      String(whole).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|x[0-9a-f]{16,}/g),
    );
    return new Set(values.filter((value) => value !== null));
  };
  const whole = (table: string, where: string) => `select to_jsonb(t)::text as whole from ${table} t where ${where}`;
  const ofItems = await valuesOf([
    whole('items', 'anonymous'),
    whole('person_keys', `id in (select key_id from items where anonymous)`),
    whole('outbox', `exists (select from items i where i.anonymous and t.payload::text like '%' || i.id || '%')`),
    ...(await tablesWith(line, 'item_id')).map((table) => whole(table, `item_id in (${nameless})`)),
  ]);
  const ofOthers = await valuesOf([
    whole('residents', 'true'),
    whole('telegram_updates', 'true'),
    whole('person_keys', 'id in (select key_id from residents)'),
    whole('outbox', `payload ? 'residentId'`),
    ...(await tablesWith(line, 'resident_id'))
      .filter((table) => table !== 'items')
      .map((table) => whole(table, 'resident_id is not null')),
  ]);
  return [...ofItems].filter((value) => ofOthers.has(value));
}

/** The same as `attackMany` for one item: 1 where its sender is named alone. */
export const attackAll = (line: Line, itemId: string, sender: string): Promise<Map<string, number>> =>
  attackMany(line, new Map([[itemId, sender]]));
