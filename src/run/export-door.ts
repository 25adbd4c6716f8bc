import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { findReady, type Ready, takeReady } from '../core/exports/hold-export.ts';
import { formatDateTime } from '../core/i18n/dates.ts';
import { SOURCE_LANGUAGE, type Texts } from '../core/i18n/texts.ts';
import { formatNumber } from '../core/i18n/write-figures.ts';
import type { Foundation } from './foundation.ts';

type Current = () => Pick<Foundation, 'line' | 'texts' | 'exportsDir'> | null;

const TOKEN = /^[\w-]{43}$/;

/** Nobody keeps it, learns its address by it, or shows it in a page of theirs; and it runs nothing. */
const HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

/**
 * Where a file that Slack did not take is fetched by its link. To open the page takes nothing away, so that whoever looks at links before people do
 * uses none up; the button on it does.
 */
export function exportDoor(current: Current): Hono {
  const app = new Hono();
  app.get('/exports/:token', async (context) => {
    const here = current();
    if (!here) return context.text('restarting', 503, HEADERS);
    const token = context.req.param('token');
    const ready = TOKEN.test(token) ? await findReady(here.line, token) : null;
    return context.html(page(here.texts, ready), ready ? 200 : 404, HEADERS);
  });
  app.post('/exports/:token', async (context) => {
    const here = current();
    if (!here) return context.text('restarting', 503, HEADERS);
    const token = context.req.param('token');
    const taken = TOKEN.test(token) ? await takeReady(here.line, here.exportsDir, token) : null;
    if (!taken) return context.html(page(here.texts, null), 404, HEADERS);
    return context.body(Readable.toWeb(taken.stream) as ReadableStream, 200, {
      ...HEADERS,
      'content-type': 'application/octet-stream',
      'content-length': String(taken.size),
      'content-disposition': `attachment; filename="${taken.name.replace(/[^\w.-]/g, '_')}"`,
    });
  });
  return app;
}

function page(texts: Texts, ready: Ready | null) {
  const say = (key: string, values?: Record<string, string | number>) =>
    texts.say(SOURCE_LANGUAGE, `staff-exports:page.${key}`, values);
  const body =
    ready === null
      ? html`<p>${say('gone')}</p>`
      : html`<p>${say('ready', { name: ready.name, ...saidOf(texts, ready) })}</p>
<form method="post"><button>${say('fetch')}</button></form>
<p>${say('careful')}</p>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say('title')}</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 3rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
button { font: inherit; padding: 0.6rem 1.2rem; }
</style>
</head>
<body><main>
<h1>${say('title')}</h1>
${body}
</main></body>
</html>
`;
}

const saidOf = (texts: Texts, { size, endsAt, timesLeft }: Ready) => ({
  size: texts.say(SOURCE_LANGUAGE, 'staff-exports:size.megabytes', {
    amount: formatNumber(SOURCE_LANGUAGE, Math.max(1, Math.ceil(size / 1_000_000))),
  }),
  until: formatDateTime(SOURCE_LANGUAGE, endsAt),
  times: timesLeft,
});
