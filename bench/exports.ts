import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { openKeyring } from '../src/core/privacy/keyring.ts';
import { sealedIn } from '../src/core/privacy/places.ts';
import { sealJson } from '../src/core/privacy/seal.ts';
import { connect } from '../src/db/client.ts';
import { createBenchDatabase } from './database.ts';
import { median } from './percentile.ts';

/** In milliseconds at the longest. */
export type Held = { clockMs: number; processorMs: number | null };
/** What an export of so many items took in a process of its own, and how long that process's loop was held, beside a process that does nothing. */
export type ExportTook = {
  seconds: number;
  processorSeconds: number;
  peakMb: number;
  megabytes: number;
  held: Held;
  heldOfIdle: Held;
};
export type ExportFigure = ExportTook & { name: string; copySeconds: number; copyWithTextSeconds: number };

export const EXPORTS = {
  csv: { name: 'CSV', format: 'csv', withText: false },
  csvText: { name: 'CSV with text', format: 'csv', withText: true },
  xlsxText: { name: 'XLSX with text', format: 'xlsx', withText: true },
  jsonText: { name: 'JSON with text', format: 'json', withText: true },
} as const;

/** Each beside `psql \copy` of the rows of the same items, run before and after it. */
export async function measureExports(items: number): Promise<ExportFigure[]> {
  const database = await createBenchDatabase();
  await fill(database.url, items);
  const figures: ExportFigure[] = [];
  for (const [kind, { name }] of Object.entries(EXPORTS)) {
    const before = [await copy(database.url, ITEMS), await copy(database.url, WITH_TEXT)] as const;
    const took = await take(database.url, kind);
    const after = [await copy(database.url, ITEMS), await copy(database.url, WITH_TEXT)] as const;
    const [copySeconds, copyWithTextSeconds] = [median([before[0], after[0]]), median([before[1], after[1]])];
    figures.push({ name, ...took, copySeconds, copyWithTextSeconds });
  }
  await database.drop();
  return figures;
}

async function take(url: string, kind: string): Promise<ExportTook> {
  const child = fork(new URL('./export-subject.ts', import.meta.url), [url, kind], {
    execArgv: [...process.execArgv.filter((arg) => arg.startsWith('--cpu-prof')), '--import', 'tsx'],
  });
  const [took] = (await once(child, 'message')) as [ExportTook];
  await once(child, 'exit');
  return took;
}

/** Columns of the line list, as whoever knows SQL would write it. */
const ITEMS = `select i.reference, i.kind, i.type, i.received_at, i.municipality, i.sector, i.agency, i.language, i.channel, i.gender, i.age_band,
  i.communities, i.disability, i.priority, i.status, i.closed_reason, extract(epoch from i.first_response_at - i.received_at) / 3600,
  i.closed_at, i.loop_closed_at, i.satisfaction, o.code, coalesce(r.status, e.state), e.amount_cents, a.agency, i.due_at, i.reopened_count
  from items i left join offers o on o.id = i.offer_id left join registrations r on r.item_id = i.id
  left join enquiries e on e.item_id = i.id left join staff a on a.id = i.assignee_id where not i.sensitive order by i.received_at, i.id`;
/** Sealed, as they lie there. */
const WITH_TEXT = ITEMS.replace('select ', 'select m.sealed_body, ').replace(
  ' where',
  ' left join messages m on m.item_id = i.id where',
);

async function copy(url: string, query: string): Promise<number> {
  const started = performance.now();
  const command = `\\copy (${query.replaceAll('\n', ' ')}) to '/dev/null' csv header`;
  await promisify(execFile)('psql', ['--no-psqlrc', '--quiet', '--dbname', url, '--command', command]);
  return (performance.now() - started) / 1000;
}

/** So many of them are of one resident. */
const ITEMS_OF_ONE = 4;
const TEXT = 'An invented complaint about an invented street light, as long as such lines usually are. '.repeat(3);

/** Invented items of invented residents, each with one sealed message. */
async function fill(url: string, items: number): Promise<void> {
  const database = connect(url, { max: 2 });
  const keyring = await openKeyring(database, Buffer.alloc(32, 7));
  const keys: { id: string; key: Buffer }[] = [];
  const people = Math.ceil(items / ITEMS_OF_ONE);
  while (keys.length < people)
    await database.transaction(async (tx) => {
      const some = Math.min(1000, people - keys.length);
      keys.push(...(await Promise.all(Array.from({ length: some }, () => keyring.create(tx, new Date())))));
    });
  await database.close();
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const into = async (table: string, lines: Iterable<string>) =>
    pipeline(Readable.from(lines), await sql.unsafe(`copy ${table} from stdin`).writable());
  const ids = Array.from({ length: items }, () => [crypto.randomUUID(), crypto.randomUUID()] as const);
  await sql`create temp table filling (n int, id uuid, key_id uuid)`;
  const keyOf = (index: number) => keys[index % people] ?? { id: '', key: Buffer.alloc(0) };
  await into(
    'filling',
    pieces(ids, ([id], index) => `${index}\t${id}\t${keyOf(index).id}\n`),
  );
  await sql`
    insert into items (id, reference, submission_key, kind, type, key_id, municipality, sector, agency, language, channel, gender, age_band,
      communities, disability, status, closed_reason, closed_at, first_response_at, received_at, due_at, updated_at)
    select id, 'F-' || n, gen_random_uuid(), 'feedback', (array['complaint', 'question', 'request'])[1 + n % 3], key_id,
      (array['zvecan', 'mitrovica_north', 'mitrovica_south'])[1 + n % 3], (array['health', 'education', 'other'])[1 + n % 3],
      (array['WHO', 'UNDP', 'UNICEF'])[1 + n % 3], (array['sq', 'sr-Latn', 'rom'])[1 + n % 3], 'telegram',
      (array['woman', 'man', null])[1 + n % 3], (array['18_24', '25_59', null])[1 + n % 3],
      case when n % 3 = 0 then null else array['roma', 'ashkali'] end, (array['no', 'yes', null])[1 + n % 3],
      case when n % 2 = 0 then 'closed' else 'open' end, case when n % 2 = 0 then 'answered' end,
      case when n % 2 = 0 then timestamptz '2024-01-08' + n * interval '1 minute' end,
      case when n % 3 > 0 then timestamptz '2024-01-03' + n * interval '1 minute' end,
      timestamptz '2024-01-01' + n * interval '1 minute', timestamptz '2024-01-15' + n * interval '1 minute', now()
    from filling`;
  const sealed = pieces(ids, ([itemId, id], index) => {
    const body = sealJson(keyOf(index).key, sealedIn.message(id), { kind: 'text', text: `${index} ${TEXT}` });
    return `${id}\t${itemId}\tin\ttext\t1\t\\\\x${body.toString('hex')}\t2024-01-01\n`;
  });
  await into('messages (id, item_id, direction, kind, seq, sealed_body, created_at)', sealed);
  await sql`vacuum analyze`;
  await sql.end();
}

function* pieces<Of>(all: readonly Of[], lineOf: (one: Of, index: number) => string): Generator<string> {
  for (let from = 0; from < all.length; from += 1000)
    yield all
      .slice(from, from + 1000)
      .map((one, index) => lineOf(one, from + index))
      .join('');
}
