import { randomBytes } from 'node:crypto';
import { openWorld, type TestWorld } from './line-process.ts';
import { createTestDatabase, type TestDatabase } from './postgres.ts';
import { startTestRedis, type TestRedis } from './redis.ts';

type Env = Record<string, string>;
type Options = NonNullable<Parameters<typeof openWorld>[1]>;

/** What a line stands on as on a server. `close` ends all of it, the line first. */
export type ServerWorld = TestWorld & { database: TestDatabase };
export type RedisWorld = ServerWorld & { redis: TestRedis };

/** A database of its own. */
export async function openServerWorld(env: Env = {}, options: Options = {}): Promise<ServerWorld> {
  const database = await createTestDatabase();
  const world = await openWorld({ DATABASE_URL: database.url, ...env }, options);
  const close = async () => {
    await world.close();
    await database.drop();
  };
  return { ...world, database, close };
}

/** A database and Redis. `own`: a Redis that may be killed, and that holds nothing of others. */
export async function openRedisWorld(
  env: Env = {},
  { own = false, ...options }: Options & { own?: boolean } = {},
): Promise<RedisWorld> {
  const redis = await startTestRedis({ own });
  const world = await openServerWorld({ REDIS_URL: redis.url, ...env }, options);
  const close = async () => {
    await world.close();
    await redis.stop();
  };
  return { ...world, redis, close };
}

/** As in production, where nothing is emulated: a database, the queue in it, and a key. */
export const openProductionWorld = (env: Env = {}): Promise<ServerWorld> =>
  openServerWorld({
    NODE_ENV: 'production',
    QUEUE_BACKEND: 'postgres',
    DATA_KEY: randomBytes(32).toString('base64'),
    ...env,
  });
