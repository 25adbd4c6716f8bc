import { Hono } from 'hono';
import type { Sandbox } from '../sandbox.ts';

/** Passes the acts of people on to the stand-ins, over HTTP as any other client of theirs. */
export function standInActs(sandbox: Sandbox): Hono {
  const routes = new Hono();
  const pass = (service: 'telegram' | 'slack') => {
    routes.post(`/sandbox/${service}/:act`, async (context) => {
      const standIn = sandbox[service]();
      if (!standIn) return context.json({ ok: false, error: 'This service is the real one here.' }, 404);
      const answer = await fetch(`${standIn.controlUrl}/${encodeURIComponent(context.req.param('act'))}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: await context.req.arrayBuffer(),
      });
      return new Response(answer.body, {
        status: answer.status,
        headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
      });
    });
  };
  pass('telegram');
  pass('slack');
  routes.get('/sandbox/telegram/files/:id', (context) => {
    const file = sandbox.telegram()?.control.file(context.req.param('id'));
    if (!file) return context.notFound();
    return context.body(new Uint8Array(file.bytes), 200, {
      'content-type': file.mime ?? 'application/octet-stream',
      'content-security-policy':
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self'",
    });
  });
  return routes;
}
