import { type Context, Hono } from 'hono';
import type { Sandbox } from '../sandbox.ts';
import { fileTable } from './file-table.ts';

/** A file is looked at, never trusted: nothing in it runs, and nothing in it is asked of anybody. */
const ALONE = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:";
/** A browser's own viewer of PDF does not work in a sandbox. */
const OWN_VIEWER = 'application/pdf';

/** What people put into the emulated Slack, for whoever sees a message that carries it. For everybody else it is not there. */
export function slackFiles(sandbox: Sandbox): Hono {
  const routes = new Hono();
  const find = (context: Context) =>
    sandbox.slack()?.control.fileSeenBy(context.req.query('as') ?? '', context.req.param('id') ?? '') ?? null;
  routes.get('/sandbox/slack/files/:id', (context) => {
    const file = find(context);
    if (!file) return context.notFound();
    const way = context.req.query('save') === undefined ? 'inline' : 'attachment';
    return context.body(new Uint8Array(file.bytes), 200, {
      'content-type': file.mimetype.startsWith('text/') ? `${file.mimetype}; charset=utf-8` : file.mimetype,
      'content-disposition': `${way}; filename*=UTF-8''${encodeName(file.name)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      ...(file.mimetype !== OWN_VIEWER && { 'content-security-policy': ALONE }),
    });
  });
  routes.get('/sandbox/slack/files/:id/table', async (context) => {
    const file = find(context);
    const table = file && (await fileTable(file.name, file.bytes));
    if (!table) return context.json({ error: 'This file cannot be shown as a table.' }, 404);
    return context.json(table, 200, { 'cache-control': 'no-store' });
  });
  return routes;
}

/** As RFC 8187 wants a name in a header: nothing of it can end the line or the value. */
const encodeName = (name: string): string =>
  encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16)}`,
  );
