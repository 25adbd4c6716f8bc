import { z } from 'zod';
import type { DoorAnswer } from '../../core/domain/door.ts';

const Thing = z.looseObject({ id: z.string() });
const Channel = Thing.optional();

/** What Bolt reads of a request before any handler of ours does, and what it would stumble over when it is another. */
const EventRequest = z.looseObject({
  type: z.literal('event_callback'),
  event: z.looseObject({
    type: z.string(),
    channel: z.union([z.string(), Thing]).optional(),
    item: z.looseObject({}).optional(),
  }),
  authorizations: z.array(z.looseObject({})).nullish(),
});
const CommandRequest = z.looseObject({ command: z.string().startsWith('/'), user_id: z.string() });
const View = z.looseObject({ id: z.string().optional(), callback_id: z.string() });
const Interaction = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('block_actions'),
    user: Thing,
    channel: Channel,
    actions: z.array(z.looseObject({ action_id: z.string(), block_id: z.string() })).min(1),
  }),
  z.looseObject({ type: z.literal('view_submission'), user: Thing, view: View }),
  z.looseObject({ type: z.literal('view_closed'), user: Thing, view: View }),
  z.looseObject({ type: z.literal('shortcut'), user: Thing, callback_id: z.string() }),
  z.looseObject({ type: z.literal('message_action'), user: Thing, callback_id: z.string(), channel: Channel }),
  z.looseObject({ type: z.literal('block_suggestion'), user: Thing, action_id: z.string(), channel: Channel }),
]);
const Challenge = z.looseObject({ type: z.literal('url_verification'), challenge: z.string().max(1000) });
/** Slack tells of these and wants nothing but to be heard. */
const Told = z.looseObject({ type: z.literal('app_rate_limited') });
const SslCheck = z.looseObject({ ssl_check: z.literal('1') });
const Team = z.looseObject({ team: z.looseObject({}).nullish(), enterprise: z.looseObject({}).nullish() });

const BAD: DoorAnswer = { status: 400 };

/** A signed body as one of the requests that Slack makes, or the answer that it gets without anybody being asked: 400 to what is none. */
export function readRequest(
  raw: Buffer,
  contentType: string,
): { body: Record<string, unknown> } | { answer: DoorAnswer } {
  const said = contentType.split(';', 1)[0]?.trim().toLowerCase() === FORM ? readForm(raw) : parse(raw.toString());
  if (SslCheck.safeParse(said).success || Told.safeParse(said).success) return { answer: { status: 200 } };
  const challenge = Challenge.safeParse(said);
  if (challenge.success) {
    const body = JSON.stringify({ challenge: challenge.data.challenge });
    return { answer: { status: 200, body, type: 'application/json' } };
  }
  const shapes = [EventRequest, CommandRequest, Interaction];
  const known = Team.safeParse(said).success && shapes.some((shape) => shape.safeParse(said).success);
  return known ? { body: said as Record<string, unknown> } : { answer: BAD };
}

const FORM = 'application/x-www-form-urlencoded';

/** A form is an object itself, unless its `payload` takes its place. */
function readForm(raw: Buffer): unknown {
  const form = new URLSearchParams(raw.toString());
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : parse(payload);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
