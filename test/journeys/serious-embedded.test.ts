import { embeddedUrl } from '../../src/db/embedded.ts';
import { openWorld } from '../support/line-process.ts';
import { holdSerious } from './serious-journey.ts';

holdSerious('on the embedded default', async (env, options) => {
  const world = await openWorld(env, options);
  const processes = [await world.start()];
  const url = await embeddedUrl(world.dataDir);
  if (url === null) throw new Error('the embedded database does not run');
  return { world, processes, url };
});
