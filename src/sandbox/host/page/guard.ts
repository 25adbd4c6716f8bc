import type { MiddlewareHandler } from 'hono';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

const CONTENT_POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "frame-src 'self' blob:",
  "object-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/**
 * Lets in only the page itself: another site open in the same browser may neither read nor press here, even under a name that it
 * made point at this machine. `host` is where the line listens; told to listen elsewhere than on loopback, any name is taken.
 */
export function guard(host: string): MiddlewareHandler {
  const onLoopback = LOOPBACK.has(host);
  return async (context, next) => {
    const asked = context.req.header('host') ?? '';
    const name = asked.replace(/:\d+$/, '');
    const origin = context.req.header('origin');
    const foreign = origin !== undefined && origin !== `http://${asked}` && origin !== `https://${asked}`;
    if (foreign || (onLoopback && !LOOPBACK.has(name)))
      return context.json({ ok: false, error: 'Open the sandbox under its own address.' }, 403);
    const changes = context.req.method !== 'GET' && context.req.method !== 'HEAD';
    if (changes && !context.req.header('content-type')?.startsWith('application/json'))
      return context.json({ ok: false, error: 'Send JSON.' }, 415);
    await next();
    if (!context.res.headers.has('content-security-policy'))
      context.res.headers.set('content-security-policy', CONTENT_POLICY);
    context.res.headers.set('x-content-type-options', 'nosniff');
    context.res.headers.set('referrer-policy', 'no-referrer');
    return undefined;
  };
}
