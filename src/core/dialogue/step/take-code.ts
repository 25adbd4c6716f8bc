import { readJoinCode } from '../../domain/join-code.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import { readPhone } from '../../forms/phone.ts';
import { type HashedCode, hasAgreed, type Place, standingAt } from '../../turn/standing.ts';
import { followedBy, type Step, type Written, wanting } from './effect.ts';
import { parkForm } from './put-aside.ts';

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

/** Brought by a link: tried at once by who agreed; else once they have. Until then its hashes alone are kept. */
export function takeCode(place: Place, code: HashedCode, askFirst: (place: Place) => Step): Step {
  if (!hasAgreed(place)) return keepCode(place, code, askFirst);
  const parked = parkForm(place);
  return followedBy(parked, wanting(parked.place, { kind: 'join', code }));
}

/** Written as a message: nothing is put aside for it before it is known for a code. */
export const takeWrittenCode = (
  place: Place,
  code: HashedCode,
  written: Written,
  askFirst: (place: Place) => Step,
): Step => (hasAgreed(place) ? wanting(place, { kind: 'try_code', code, written }) : keepCode(place, code, askFirst));

const keepCode = (place: Place, code: HashedCode, askFirst: (place: Place) => Step): Step =>
  askFirst(standingAt(place, { ...place.dialogue, code }));
