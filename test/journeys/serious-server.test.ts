import { openRedisWorld } from '../support/server-world.ts';
import { holdSerious } from './serious-journey.ts';

holdSerious('with three processes', async (env, options) => {
  const world = await openRedisWorld(env, { ...options, own: true });
  const processes = [
    await world.startPart('telegram'),
    await world.startPart('slack'),
    await world.startPart('worker'),
  ];
  return { world, processes, url: world.database.url };
});
