import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { foldSurfaces } from '../../../../src/bots/slack/host/fold.ts';
import { registerListings } from '../../../../src/bots/slack/host/register.ts';
import { standingReader } from '../../../../src/bots/slack/host/standing.ts';
import { LISTINGS } from '../../../../src/bots/slack/listings.ts';
import type { StaffBot } from '../../../../src/bots/slack/surface.ts';
import { SURFACES } from '../../../../src/bots/slack/surfaces.ts';
import { loadTexts } from '../../../../src/core/i18n/texts.ts';
import type { Line } from '../../../../src/core/line.ts';
import { settingsReader } from '../../../../src/core/settings/load-settings.ts';
import type { Database, Moment, Tx } from '../../../../src/db/client.ts';
import { pdfPages, unspaced } from '../../../support/pdf-text.ts';
import { until } from '../../../support/until.ts';
import { STANDINGS, slackIdOf, type Who, type World } from './world.ts';

export type Call = { method: string; args: Record<string, unknown> };
export type Handler = (given: { ack: (answer?: unknown) => Promise<void>; body: unknown }) => Promise<void>;
export type Handlers = Record<'action' | 'view' | 'command' | 'shortcut' | 'event', Map<string, Handler>>;

/** What came of one press, while it can still be looked at: afterwards nothing of it is left. */
export type Outcome = {
  /** Everything that went to Slack: calls, answers, files as text. */
  payload: string;
  calls: Call[];
  ack: unknown;
  changed: boolean;
  failed: string[];
  query(statement: string): Promise<Record<string, unknown>[]>;
};

/** Laying out a sheet on a machine that does much else takes long: no verdict is made of it. */
const PATIENCE_MS = 200_000;

const undone = new Error('undone');

/** Rows written so far in this transaction: asked in a moment, where a digest of every table takes long. */
const CHANGED = `select relname, n_tup_ins, n_tup_upd, n_tup_del from pg_stat_xact_user_tables
  where relname not in ('slack_receipts', 'events') and n_tup_ins + n_tup_upd + n_tup_del > 0 order by 1`;
const texts = loadTexts();

/** A place where files are brought and answers are posted: one of its own for each press, since a file may come late. */
async function openSink() {
  const brought = new Map<string, Buffer[]>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      brought.get(request.url?.split('/')[1] ?? '')?.push(Buffer.concat(parts));
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const place = () => {
    const [name, bodies] = [randomUUID(), [] as Buffer[]];
    brought.set(name, bodies);
    return { url: `${root}/${name}`, bodies, forget: () => void brought.delete(name) };
  };
  return { place, close: () => server.close() };
}

/** A PDF's words with its spaces and without: where a line is broken, a number is too. */
function readable(body: Buffer): string {
  if (body.subarray(0, 5).toString() !== '%PDF-') return body.toString('utf8');
  const text = pdfPages(body).join('\n');
  return `${text}\n${unspaced(text)}`;
}

/** Handlers on one connection, each press in a transaction of its own that is undone. */
export async function openDoors(world: World) {
  const client = postgres(world.url, { max: 1, onnotice: () => {}, connection: { TimeZone: 'UTC' } });
  const orm = drizzle(client);
  const places = await openSink();
  const tables = (
    await client`select tablename from pg_tables where schemaname = 'public'
    and tablename not in ('slack_receipts', 'events') order by 1`
  ).map(({ tablename }) => tablename as string);
  // In one order, whatever plan is taken.
  const digestOf = `${tables
    .map(
      (name) =>
        `select '${name}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from "${name}" t`,
    )
    .join(' union all ')} order by name`;

  const atFirst = (await client.unsafe(digestOf)).map((one) => ({ ...one }));

  /** Presses as this person: `press` calls the handler that Bolt would. */
  const as = async (
    who: Who,
    press: (handlers: Handlers, responseUrl: string) => Promise<unknown>,
    look: (outcome: Outcome) => Promise<void> | void,
    goesOnUntil?: (calls: Call[]) => boolean,
    prepare?: (query: Outcome['query']) => unknown,
  ): Promise<void> => {
    const sink = places.place();
    await orm
      .transaction(async (outer) => {
        const read = outer as unknown as Tx;
        const calls: Call[] = [];
        const failed: string[] = [];
        const line = lineOn(world, databaseOn(read, outer as never));
        const bot = botFor(line, who, { calls, failed, sinkUrl: sink.url });
        const handlers = fakeApp();
        registerListings(handlers.app as never, bot, LISTINGS);
        const query = async (statement: string) =>
          (await read.execute(sql.raw(statement))) as unknown as Record<string, unknown>[];
        await prepare?.(query);
        const untouched = prepare ? await query(digestOf) : atFirst;
        const before = await query(CHANGED);
        const ack = await press(handlers.of, sink.url);
        if (goesOnUntil) await until(() => goesOnUntil(calls), PATIENCE_MS);
        const written = JSON.stringify(before) !== JSON.stringify(await query(CHANGED));
        // What was written and taken back in the same breath is no change.
        const changed = written && JSON.stringify(untouched) !== JSON.stringify(await query(digestOf));
        const payload = [JSON.stringify(calls), JSON.stringify(ack ?? null), ...sink.bodies.map(readable)].join('\n');
        await look({ payload, calls, ack, changed, failed, query });
        throw undone;
      })
      .catch((error: unknown) => {
        if (error !== undone) throw error;
      })
      .finally(sink.forget);
  };
  return {
    as,
    close: async () => {
      places.close();
      await client.end({ timeout: 5 });
    },
  };
}

const filled = (text: string, parameters: readonly unknown[]): string =>
  text.replace(/\$(\d+)/g, (_, index: string) => `'${String(parameters[Number(index) - 1])}'`);

/** One after the other: savepoints of one connection must end in the order in which they began. */
function databaseOn(read: Tx, outer: { transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> }): Database {
  let last: Promise<unknown> = Promise.resolve();
  return {
    read,
    transaction: <T>(work: (tx: Tx) => Promise<T>) => {
      const mine = last.then(() => outer.transaction(work));
      last = mine.catch(() => undefined);
      return mine;
    },
    async *stream<Row>(text: string, parameters: readonly unknown[]) {
      yield (await read.execute(sql.raw(filled(text, parameters)))) as unknown as Row[];
    },
    moment: async <T>(_settings: object, work: (at: Moment) => Promise<T>) =>
      work({
        run: async (text, parameters) => [...(await read.execute(sql.raw(filled(text, parameters))))],
        async *copy(text) {
          for (const row of await read.execute(sql.raw(text))) yield* Object.values(row) as Buffer[];
        },
      }),
  } as unknown as Database;
}

const lineOn = ({ line }: World, database: Database): Line => ({
  ...line,
  database,
  settings: () => settingsReader(database, line.now)(),
});

function botFor(
  line: Line,
  who: Who,
  { calls, failed, sinkUrl }: { calls: Call[]; failed: string[]; sinkUrl: string },
): StaffBot {
  const answer = (method: string, args: Record<string, unknown>): unknown => {
    if (method === 'users.info')
      return {
        ok: true,
        user: { id: args.user, team_id: 'T0HOME', ...(args.user === slackIdOf(who) && STANDINGS[who]) },
      };
    if (method === 'auth.test') return { ok: true, team_id: 'T0HOME' };
    calls.push({ method, args });
    return {
      ...{ ok: true, ts: `${calls.length}.1`, channel: { id: 'D0DIRECT' }, view: { id: `V0${calls.length}` } },
      ...{
        upload_url: `${sinkUrl}/upload`,
        file_id: `F0${calls.length}`,
        files: JSON.parse(JSON.stringify(args.files ?? [])),
      },
    };
  };
  const slack = new Proxy(
    {},
    {
      get: (_, family: string) =>
        new Proxy(
          {},
          {
            get:
              (_inner, name: string) =>
              async (args: Record<string, unknown> = {}) =>
                answer(`${family}.${name}`, args),
          },
        ),
    },
  ) as StaffBot['slack'];
  const note = (_ids: object, message: string) => void failed.push(message);
  return {
    ...{ line, texts, slack },
    log: {
      info: () => {},
      warn: note,
      error: (ids, message) => void failed.push(`${message} ${String((ids as { err?: unknown }).err ?? '')}`),
    },
    config: { botToken: 'xoxb-invented', admins: [], channels: { main: 'C0MAIN', sensitive: 'C0SENS' } },
    standing: standingReader(slack, line.now),
    surfaces: foldSurfaces(SURFACES),
  } as StaffBot;
}

function fakeApp() {
  const of: Handlers = {
    action: new Map(),
    view: new Map(),
    command: new Map(),
    shortcut: new Map(),
    event: new Map(),
  };
  const keep = (kind: keyof Handlers) => (name: unknown, handler: Handler) => {
    if (typeof name === 'string') of[kind].set(name, handler);
  };
  return {
    of,
    app: {
      action: keep('action'),
      view: keep('view'),
      command: keep('command'),
      shortcut: keep('shortcut'),
      event: keep('event'),
    },
  };
}
