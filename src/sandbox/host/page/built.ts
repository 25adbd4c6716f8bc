import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { compress } from 'hono/compress';

const BUILT = join(import.meta.dirname, '..', '..', 'page-built');

/** The page as it was built. Its parts carry their own hash in their names, so a browser may keep them for ever. */
export function builtPage(): Hono {
  const routes = new Hono();
  if (!existsSync(join(BUILT, 'index.html')))
    return routes.get('/', (context) => context.text('The page was not built: npm run page:build', 503));
  const root = { root: BUILT };
  routes.use('/assets/*', compress());
  routes.get(
    '/assets/*',
    serveStatic({
      ...root,
      onFound: (_, context) => context.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  );
  routes.get(
    '/',
    serveStatic({ ...root, path: 'index.html', onFound: (_, context) => context.header('cache-control', 'no-cache') }),
  );
  return routes;
}
