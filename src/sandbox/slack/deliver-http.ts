import { createHmac } from 'node:crypto';

/** What an app is told of, in the words of Socket Mode. */
export type Kind = 'slash_commands' | 'interactive' | 'events_api';
export type Retry = { num: number; reason: string } | undefined;
/** What came of it: the payload of the acknowledgement, or nothing in time. */
export type Acknowledged = { ok: true; payload: unknown } | { ok: false; reason: string };
export type Raw = { body: string; contentType: string; signature?: string; timestamp?: string };

const ACK_MS = 3_000;

/** Sends a request, signed unless a signature is given, as Slack signs: v0 over timestamp and raw body. */
export function sendSigned(
  url: string,
  secret: string,
  raw: Raw,
  headers: Record<string, string> = {},
): Promise<Response> {
  const timestamp = raw.timestamp ?? String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${raw.body}`).digest('hex')}`;
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': raw.contentType,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': raw.signature ?? signature,
      ...headers,
    },
    body: raw.body,
    signal: AbortSignal.timeout(ACK_MS),
  });
}

/** The request that tells of this over HTTP. */
export function rawOf(kind: Kind, payload: Record<string, unknown>): Raw {
  if (kind === 'events_api') return { body: JSON.stringify(payload), contentType: 'application/json' };
  const fields = kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
  return { body: new URLSearchParams(fields).toString(), contentType: 'application/x-www-form-urlencoded' };
}

/** Tells an app over HTTP and waits for its acknowledgement as long as Slack does. */
export async function tellByHttp(
  url: string,
  secret: string,
  kind: Kind,
  payload: Record<string, unknown>,
  retry: Retry,
): Promise<Acknowledged> {
  const headers = retry ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason } : {};
  try {
    const response = await sendSigned(url, secret, rawOf(kind, payload), headers as Record<string, string>);
    const text = await response.text();
    if (!response.ok) return { ok: false, reason: 'http_error' };
    return { ok: true, payload: readAnswer(text) };
  } catch (error) {
    return { ok: false, reason: (error as Error).name === 'TimeoutError' ? 'http_timeout' : 'connection_failed' };
  }
}

function readAnswer(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}
