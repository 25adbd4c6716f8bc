import { existsSync } from 'node:fs';
import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import postgres from 'postgres';

/** A place something may be kept in, and its bytes. */
export type Kept = { where: string; bytes: Buffer };

const base64Cores = (bytes: Buffer): Buffer[] =>
  [0, 1, 2].flatMap((shift) => {
    // The letters at either end depend on the neighbours: only what is sure to stand there is looked for.
    const whole = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const sure = whole.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
    return [Buffer.from(sure), Buffer.from(sure.replaceAll('+', '-').replaceAll('/', '_'))];
  });

/** A word in every coat we can think of. */
export function coatsOfWord(word: string): Buffer[] {
  const spellings = [word, word.toLowerCase(), word.toUpperCase(), word.normalize('NFD')];
  const coats = [...new Set(spellings)].flatMap((spelling) => {
    const utf16 = Buffer.from(spelling, 'utf16le');
    const utf8 = Buffer.from(spelling);
    const escaped = JSON.stringify(spelling).slice(1, -1);
    const ascii = [...escaped]
      .map((letter) => (letter < '\x80' ? letter : `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`))
      .join('');
    return [utf8, utf16, Buffer.from(utf16).swap16(), Buffer.from(utf8.toString('hex')), Buffer.from(ascii)];
  });
  return unique([...coats, ...base64Cores(Buffer.from(word)), ...base64Cores(Buffer.from(word.toLowerCase()))]);
}

/** A number as digits and as PostgreSQL and the processor write it in eight bytes. */
export function coatsOfNumber(number: number): Buffer[] {
  const big = Buffer.alloc(8);
  big.writeBigInt64BE(BigInt(number));
  return unique([
    Buffer.from(String(number)),
    big,
    Buffer.from(big).swap64(),
    ...base64Cores(Buffer.from(String(number))),
  ]);
}

const unique = (all: Buffer[]): Buffer[] => [...new Map(all.map((one) => [one.toString('hex'), one])).values()];

/** Where any of these stands, with the name it was given. */
export function search(kept: Kept[], needles: Record<string, Buffer[]>): string[] {
  return kept.flatMap(({ where, bytes }) =>
    Object.entries(needles)
      .filter(([, coats]) => coats.some((coat) => bytes.includes(coat)))
      .map(([name]) => `${name} in ${where}`),
  );
}

/** Every row of every table that is not PostgreSQL's own: as text, and each bytea as the bytes it holds. */
export async function keptInDatabase(url: string): Promise<Kept[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const tables = await sql<{ name: string }[]>`
      select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
    const kept: Kept[] = [];
    for (const { name } of tables) {
      const rows = await sql.unsafe(`select t::text as whole from ${name} t`);
      const whole = rows.map((row) => String(row.whole)).join('\n');
      const bytes = [...whole.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex = '']) => Buffer.from(hex, 'hex'));
      kept.push({ where: `table ${name}`, bytes: Buffer.concat([Buffer.from(whole), ...bytes]) });
    }
    return kept;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Every key of Redis with what it holds, and its append-only file, which also remembers what was taken away since. */
export async function keptInRedis(url: string): Promise<Kept[]> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1 });
  try {
    const kept: Kept[] = [];
    let cursor = '0';
    do {
      const [next, keys] = await redis.scan(cursor, 'COUNT', 500);
      cursor = next;
      for (const key of keys) {
        const held = await everyValue(redis, key);
        kept.push({ where: `Redis ${key}`, bytes: Buffer.concat([Buffer.from(key), ...held]) });
      }
    } while (cursor !== '0');
    const folder = String(((await redis.config('GET', 'dir')) as string[])[1]);
    return existsSync(folder) ? [...kept, ...(await keptInFolder(folder))] : kept;
  } finally {
    redis.disconnect();
  }
}

/** DUMP may compress: long values are read by their type too. */
async function everyValue(redis: Redis, key: string): Promise<Buffer[]> {
  const asText = async (answer: Promise<unknown>) => Buffer.from(JSON.stringify(await answer));
  const dumped = (await redis.dumpBuffer(key)) ?? Buffer.alloc(0);
  switch (await redis.type(key)) {
    case 'string':
      return [dumped, (await redis.getBuffer(key)) ?? Buffer.alloc(0)];
    case 'hash':
      return [
        dumped,
        ...Object.entries(await redis.hgetallBuffer(key)).flatMap(([name, held]) => [Buffer.from(name), held]),
      ];
    case 'list':
      return [dumped, ...(await redis.lrangeBuffer(key, 0, -1))];
    case 'set':
      return [dumped, ...(await redis.smembersBuffer(key))];
    case 'zset':
      return [dumped, ...(await redis.zrangeBuffer(key, '0', '-1'))];
    case 'stream':
      return [dumped, await asText(redis.xrange(key, '-', '+'))];
    default:
      return [dumped];
  }
}

/** Every file under a folder, byte by byte, links followed. */
export async function keptInFolder(folder: string): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const name of await readdir(folder)) {
    const path = await realpath(join(folder, name)).catch(() => null);
    if (path === null) continue;
    const stat = await lstat(path);
    if (stat.isDirectory()) kept.push(...(await keptInFolder(path)));
    else if (stat.isFile()) kept.push({ where: `file ${name}`, bytes: await readFile(path) });
  }
  return kept;
}
