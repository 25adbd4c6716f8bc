import { timingSafeEqual } from 'node:crypto';
import { lockJoinCode, noteWrongTry } from '../../../db/queries/residents/join-codes.ts';
import { JOIN_CODE_TRIES, JOIN_FORGIVEN_HOURS, JOIN_WRONG_TRIES } from '../../domain/join-code.ts';
import type { Say } from '../../domain/say.ts';
import { joinPerson } from '../../items/in-person/join-person.ts';
import type { HashedCode } from '../../turn/standing.ts';
import type { Answer, KnownVisit } from '../../turn/visit.ts';

/**
 * Staff entered something for them and gave them a code: now it is theirs. Wrong codes are counted twice, for who writes them and at the code
 * they begin like; why one does not work is the same sentence whatever it is.
 */
export async function joinByCode(visit: KnownVisit, code: HashedCode): Promise<Answer> {
  const { tx, line, resident, key } = visit;
  const wrong = wrongSoFar(visit);
  if (wrong.count >= JOIN_WRONG_TRIES) return { say: [TOO_MANY] };
  const row = await lockJoinCode(tx, Buffer.from(code.selector, 'hex'));
  const live = row !== null && row.expiresAt > line.now() && row.wrongTries < JOIN_CODE_TRIES;
  const hit = row !== null && timingSafeEqual(row.codeHash, Buffer.from(code.whole, 'hex'));
  if (!live || !hit) {
    if (row && !hit) await noteWrongTry(tx, row.residentId);
    const count = wrong.count + 1;
    const dialogue = { ...visit.dialogue, wrongCodes: { ...wrong, count } };
    return { say: [count >= JOIN_WRONG_TRIES ? TOO_MANY : WRONG], dialogue };
  }
  const to = { residentId: resident.id, keyId: resident.keyId as string, key };
  const joined = await joinPerson(tx, line, row.residentId, to);
  if (joined === null || joined.references.length === 0) return { say: [NOT_HERE] };
  const references = { list: joined.references };
  return {
    say: [
      {
        lines: [
          { key: 'join:done', values: { references } },
          { key: 'join:done_more' },
          ...(joined.left > 0 ? [{ key: 'join:some_stay' }] : []),
        ],
        buttons: [[{ label: { key: 'menu:my' }, data: 'm:my' }], MENU],
      },
    ],
  };
}

const MENU = [{ label: { key: 'common:menu' }, data: 'm:menu' }];
const saying = (...keys: string[]): Say => ({ lines: keys.map((key) => ({ key })), buttons: [MENU] });
const WRONG = saying('join:wrong', 'join:wrong_ask');
const TOO_MANY = saying('join:too_many', 'join:too_many_ask');
const NOT_HERE = saying('join:not_here');

function wrongSoFar({ dialogue: { wrongCodes }, line }: KnownVisit): { count: number; since: string } {
  const now = line.now();
  const fresh = wrongCodes && now.getTime() - new Date(wrongCodes.since).getTime() < JOIN_FORGIVEN_HOURS * 3_600_000;
  return fresh ? wrongCodes : { count: 0, since: now.toISOString() };
}
