import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { sql as query } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

/** What a query function needs: a transaction, or the pool itself for a single read. Callers outside `db` only pass it on. */
export type Tx = Pick<
  PostgresJsDatabase,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute' | '$count' | '$with' | 'with'
>;

/** What stands for `$1`, `$2` … in a statement kept as text. */
export type Parameter = string | number | boolean | Buffer | null;

/** `copy`: of a SELECT of one column of bytes, as it is written, those of each row; memory stays at a few rows. */
export type Moment = {
  run(text: string, parameters: readonly Parameter[]): Promise<unknown[]>;
  copy(text: string): AsyncIterable<Buffer>;
};

export type Database = {
  /** For reads that need no transaction. */
  readonly read: Tx;
  /**
   * Runs `work` in one transaction (READ COMMITTED); a throw rolls everything back. Nothing in it may go to the network, and nothing outside
   * of it may be changed: of two that wait for each other one is rolled back by the database, and runs again from its beginning. Resolves
   * when it is committed and what was asked for by `afterCommit` is done.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs one statement on the pool as it is written, prepared once a connection: for the few that every step of a dialogue runs. */
  run(text: string, parameters: readonly Parameter[]): Promise<unknown[]>;
  /** Streams rows of one SELECT in batches through a cursor. The next batch is fetched while one is read, and no more: memory stays at two. */
  stream(text: string, parameters: readonly Parameter[], batchSize: number): AsyncIterable<unknown[]>;
  /**
   * Reads of one moment, in a transaction that writes nothing; `settings` are the server's own for as long. What does not go through a cursor may
   * be shared between processes of the server.
   */
  moment<T>(settings: Readonly<Record<string, string>>, work: (moment: Moment) => Promise<T>): Promise<T>;
  /** Calls back at every NOTIFY on the channel, and once after each (re)connection. Resolves with a function that stops it and never throws. */
  listen(channel: string, onNotify: () => void): Promise<() => Promise<void>>;
  /** The worker that this process is, once it works on what is owed (queue/holds.ts). */
  readonly worker: { id: string | null };
  /** Statements sent since the start, BEGIN and COMMIT included: the round trips the bench counts. */
  roundTrips(): number;
  /** Throws when the server does not answer. */
  ping(): Promise<void>;
  /** The server's own time. */
  clock(): Promise<Date>;
  close(): Promise<void>;
};

const awaited = new WeakMap<Tx, (() => Promise<void>)[]>();

/**
 * What has to be done between the commit of this transaction and the moment its caller goes on. A throw in it reaches the caller, to
 * whom the work then is committed and not done: nothing may be told. Throws outside a transaction.
 */
export function afterCommit(tx: Tx, work: () => Promise<void>): void {
  const works = awaited.get(tx);
  if (!works) throw new Error('nothing is committed outside a transaction');
  works.push(work);
}

const MOST_ATTEMPTS = 5;
/** deadlock_detected, serialization_failure: nothing of it happened (PostgreSQL, Appendix A). */
const SENT_BACK = ['40P01', '40001'];

const wasSentBack = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && SENT_BACK.includes(String(error.code))) || wasSentBack(error.cause));

export type ConnectOptions = { max?: number; applicationName?: string };

/**
 * From the first packet until the server is ready for a statement; past it the statement that waits for the connection fails, and its person reads
 * an apology. The driver's clock is the wall's, so on a crowded machine it also runs while we or a new backend get no processor: that is slow, and no
 * fault. A server that is not there refuses at once whatever stands here; only one that is silent is waited for, so long.
 */
const CONNECT_WITHIN_SECONDS = 30;

/** Connects lazily to PostgreSQL 15 or later. `url` is never logged: it may hold a password. */
export function connect(url: string, options: ConnectOptions = {}): Database {
  let sent = 0;
  const client = postgres(url, {
    max: options.max ?? 10,
    idle_timeout: 60,
    connect_timeout: CONNECT_WITHIN_SECONDS,
    connection: { application_name: options.applicationName ?? 'community-line', TimeZone: 'UTC' },
    onnotice: () => {},
  });
  const orm = drizzle(
    prepared(client, (trips) => {
      sent += trips;
    }),
  );
  return {
    read: orm,
    transaction: async (work) => {
      for (let attempt = 1; ; attempt += 1) {
        const works: (() => Promise<void>)[] = [];
        const tried = await orm
          .transaction(async (tx) => {
            awaited.set(tx, works);
            return { result: await work(tx) };
          })
          .catch((error: unknown) => {
            if (attempt < MOST_ATTEMPTS && wasSentBack(error)) return null;
            throw error;
          });
        if (!tried) continue;
        for (const one of works) await one();
        return tried.result;
      }
    },
    run: async (text, parameters) => {
      sent += 1;
      return client.unsafe(text, [...parameters], { prepare: true });
    },
    stream: (text, parameters, batchSize) =>
      oneAhead(client.unsafe(text, [...parameters], { prepare: true }).cursor(batchSize)),
    moment: (settings, work) => {
      sent += 2;
      const begun = client.begin('isolation level repeatable read read only', async (sql) => {
        for (const [name, value] of Object.entries(settings)) await sql`select set_config(${name}, ${value}, true)`;
        return {
          result: await work({
            run: async (text, parameters) => sql.unsafe(text, [...parameters]),
            copy: (text) => copied(sql, text),
          }),
        };
      });
      return begun.then(({ result }) => result);
    },
    listen: async (channel, onNotify) => {
      const subscription = await client.listen(channel, onNotify, onNotify);
      // A server that is gone tells nobody any more.
      return () => subscription.unlisten().catch(() => {});
    },
    worker: { id: null },
    roundTrips: () => sent,
    ping: async () => {
      await orm.execute(query`select 1`);
    },
    clock: async () => {
      const [row] = await client<{ now: Date }[]>`select clock_timestamp() as now`;
      return new Date(row?.now ?? Number.NaN);
    },
    close: () => client.end({ timeout: 5 }),
  };
}

/** The same, with the next asked for while one is read: the database and we work at once. */
async function* oneAhead<Batch>(source: AsyncIterable<Batch>): AsyncGenerator<Batch> {
  const from = source[Symbol.asyncIterator]();
  // Of what is over the driver gives no promise.
  const ask = async () => from.next();
  let next = ask();
  try {
    for (;;) {
      const came = await next;
      if (came.done) return;
      next = ask();
      // Whoever reads it hears of it; until then nobody does.
      next.catch(() => {});
      yield came.value;
    }
  } finally {
    // A cursor that is waited for is closed once it came.
    await next.catch(() => {});
    await from.return?.();
  }
}

/** What a file of PostgreSQL's binary form begins with (PostgreSQL, COPY, "Binary Format"): a signature, flags, and how long what follows them is. */
const COPY_HEADER = 19;
const COPY_FIELDS = 2;
const COPY_LENGTH = 4;

/**
 * What fails before the first rows comes in one packet with the stream itself, and would be thrown at the process before anybody waits for the
 * stream: the driver hands it over by the query's own `resolve`. Whoever reads the stream is told all the same.
 */
function heardFromTheFirst(asked: object): void {
  const resolve: unknown = Reflect.get(asked, 'resolve');
  if (typeof resolve !== 'function') return;
  Reflect.set(asked, 'resolve', (given: unknown) => {
    if (given instanceof Readable) {
      given.on('error', () => {});
      // Its socket rests whenever the reader is behind, at the end too: nobody else would wake it for what the server says after the rows.
      given.once('close', () => given._read(0));
    }
    resolve(given);
  });
}

/** Whole rows, one or several at a time; after the last comes what is none. */
async function* copied(sql: postgres.TransactionSql, text: string): AsyncGenerator<Buffer> {
  const asked = sql.unsafe(`copy (${text}) to stdout (format binary)`);
  heardFromTheFirst(asked);
  const stream = await asked.readable();
  let at = COPY_HEADER;
  try {
    // Whoever stops early leaves the rest to be taken off the connection, which is asked for other things next.
    for await (const read of stream.iterator({ destroyOnReturn: false })) {
      const rows: Buffer = read;
      for (; at < rows.length && rows.readInt16BE(at) === 1; ) {
        const from = at + COPY_FIELDS + COPY_LENGTH;
        at = from + rows.readInt32BE(at + COPY_FIELDS);
        yield rows.subarray(from, at);
      }
      at = 0;
    }
  } finally {
    stream.resume();
    // A fault of the server's is thrown by what reads; here it is only the end.
    await finished(stream).catch(() => {});
  }
}

/**
 * Drizzle sends every statement through `unsafe`, which postgres.js parses anew each time (two round trips when it has
 * parameters). Asking for named statements makes it one, and three times as many a second. Counted here and not by postgres.js's own
 * `debug`, which makes an error with a stack for every query.
 */
function prepared<T extends postgres.Sql>(client: T, count: (trips: number) => void): T {
  return new Proxy(client, {
    get(target, key, receiver) {
      if (key === 'unsafe') {
        return (text: string, parameters?: never[], options?: object) => {
          count(1);
          return target.unsafe(text, parameters, { ...options, prepare: true });
        };
      }
      if (key === 'begin' || key === 'savepoint') {
        const start = Reflect.get(target, key) as (...args: unknown[]) => unknown;
        return (...args: unknown[]) => {
          const work = args.pop() as (inner: T) => unknown;
          // The opening statement and the closing one.
          count(2);
          return Reflect.apply(start, target, [...args, (inner: T) => work(prepared(inner, count))]);
        };
      }
      return Reflect.get(target, key, receiver);
    },
  });
}
