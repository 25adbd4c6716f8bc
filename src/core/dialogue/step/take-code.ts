import { readJoinCode } from '../../domain/join-code.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import { readPhone } from '../../forms/phone.ts';
import { type HashedCode, hasAgreed, type Place, standingAt } from '../../turn/standing.ts';
import { followedBy, type Step, wanting } from './effect.ts';
import { parkForm } from './go-through-form.ts';

/** A code of staff's, written as a message or brought by `/start`, as it is looked up. What could be somebody's telephone number is none. */
export function codeOf({ context }: Place, text: string | undefined): HashedCode | null {
  const code = text === undefined ? null : readJoinCode(text);
  return code && context.hashCode && readPhone(text ?? '').kind === 'none' ? context.hashCode(code) : null;
}

export const codeIn = (place: Place, { kind, text }: IncomingMessage): HashedCode | null =>
  kind === 'text' ? codeOf(place, text) : null;

/** Words outside of any form, or in the one that takes them, may be a code; in any other they answer its question. */
export const mayTakeCode = ({ dialogue: { form }, context }: Place): boolean =>
  !form || form.form === context.book.words.name;

/** Tried at once by who agreed; else once they have: until then its hashes alone are kept. */
export function takeCode(place: Place, code: HashedCode, askFirst: (place: Place) => Step): Step {
  if (!hasAgreed(place)) return askFirst(standingAt(place, { ...place.dialogue, code }));
  const parked = parkForm(place);
  return followedBy(parked, wanting(parked.place, { kind: 'join', code }));
}
