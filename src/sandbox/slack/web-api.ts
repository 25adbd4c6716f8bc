import { setTimeout as wait } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { type Method, needScope, wholeCharacters } from './call.ts';
import { CONVERSATION_METHODS } from './conversations.ts';
import type { Faults } from './faults.ts';
import { FILE_METHODS } from './files.ts';
import { MESSAGE_METHODS } from './messages.ts';
import { noteCall } from './noted.ts';
import { SlackRefusal } from './refusal.ts';
import type { Sockets } from './sockets.ts';
import type { Json, State } from './state.ts';
import { VIEW_METHODS } from './views.ts';

export type Env = { Bindings: HttpBindings };
const HELD_MS = 15_000;
const METHODS: Record<string, [string, Method]> = {
  ...MESSAGE_METHODS,
  ...CONVERSATION_METHODS,
  ...FILE_METHODS,
  ...VIEW_METHODS,
};

/** Answers one call of the Web API. */
export async function answerCall(
  context: Context<Env>,
  state: State,
  sockets: Sockets,
  faults: Faults,
): Promise<Response> {
  const name = context.req.param('method') ?? '';
  const fault = faults.take(name);
  if (fault) noteCall(state, name, await readArgs(context).catch((): Json => ({})), fault.kind);
  if (fault?.kind === 'reset') return hangUp(context);
  if (fault?.kind === 'hollow') return context.json({ ok: true });
  if (fault?.kind === '500') return context.text('Internal Server Error', 500);
  if (fault?.kind === 'timeout') {
    await wait(HELD_MS, undefined, { signal: context.req.raw.signal, ref: false }).catch(() => undefined);
    return hangUp(context);
  }
  try {
    if (fault?.kind === '429') throw new SlackRefusal('ratelimited', {}, fault.retryAfterSeconds ?? 1);
    if (fault && fault.kind !== 'answerLost') throw new SlackRefusal(fault.kind);
    const args = await readArgs(context);
    const result = call(context, name, args, state, sockets);
    if (fault) return hangUp(context);
    noteCall(state, name, args);
    context.header('x-oauth-scopes', state.scopes.join(','));
    return context.json({ ok: true, ...result });
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    if (fault?.kind === 'answerLost') return hangUp(context);
    const refusal = { ok: false, error: error.code, ...error.extra };
    if (error.retryAfter === undefined) return context.json(refusal);
    return context.json(refusal, 429, { 'retry-after': String(error.retryAfter) });
  }
}

function call(context: Context<Env>, name: string, args: Json, state: State, sockets: Sockets): Json {
  const bearer = /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1];
  const token = bearer ?? (args.token === undefined ? '' : String(args.token));
  if (name === 'api.test') return METHODS[name]?.[1]({ state, args }) ?? {};
  if (token === '') throw new SlackRefusal('not_authed');
  if (token !== state.botToken && token !== state.appToken) throw new SlackRefusal('invalid_auth');
  if ((name === 'apps.connections.open') !== (token === state.appToken))
    throw new SlackRefusal('not_allowed_token_type');
  if (name === 'apps.connections.open') {
    const ticket = sockets.ticket();
    if (ticket === null) throw new SlackRefusal('too_many_websockets');
    return { url: `${state.root.replace('http', 'ws')}/link/?ticket=${ticket}` };
  }
  const known = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (!known) throw new SlackRefusal('unknown_method', { req_method: name });
  const [scope, method] = known;
  if (scope !== '') needScope(state, scope);
  return method({ state, args });
}

/** Ends the connection without an answer. */
function hangUp(context: Context<Env>): Response {
  context.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

async function readArgs(context: Context<Env>): Promise<Json> {
  const type = context.req.header('content-type') ?? '';
  const query = context.req.query();
  if (type.includes('application/json')) return { ...query, ...(await readJson(context)) };
  if (type.includes('multipart/form-data') || type.includes('urlencoded'))
    return { ...query, ...(await context.req.parseBody()) };
  return query;
}

async function readJson(context: Context<Env>): Promise<Json> {
  const body: unknown = await context.req
    .json()
    .then(wholeCharacters)
    .catch(() => {
      throw new SlackRefusal('invalid_json');
    });
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new SlackRefusal('json_not_object');
  return body as Json;
}
