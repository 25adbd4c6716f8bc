import { timingSafeEqual } from 'node:crypto';
import { noteWrongTry, readJoinCodeRow } from '../../../db/queries/residents/join-codes.ts';
import { JOIN_CODE_TRIES, JOIN_FORGIVEN_HOURS, JOIN_WRONG_TRIES } from '../../domain/join-code.ts';
import type { Say, SayLine } from '../../domain/say.ts';
import { type Joined, joinPerson } from '../../items/in-person/join-person.ts';
import type { HashedCode } from '../../turn/standing.ts';
import type { Answer, KnownVisit } from '../../turn/visit.ts';

/** A code that came by a link: a wrong one is no words of anybody. */
export async function joinByCode(visit: KnownVisit, code: HashedCode): Promise<Answer> {
  const tried = await tryCode(visit, code);
  return 'joined' in tried ? sayJoined(tried.joined) : { say: [{ lines: tried.missed, buttons: [MENU] }] };
}

/**
 * Digits that somebody wrote as a message. Where they are a code, what they did before is put aside; else null, with a hint to say before
 * what becomes of their words: people write the numbers of their meters too.
 */
export async function joinByWritten(visit: KnownVisit, code: HashedCode): Promise<Answer | { hint: Say }> {
  const tried = await tryCode(visit, code);
  return 'joined' in tried ? { ...sayJoined(tried.joined), parks: true } : { hint: { lines: tried.missed } };
}

/**
 * Staff entered something for them and gave them a code: now it is theirs. Wrong codes are counted twice, for who writes them and at the code
 * they begin like; why one does not work is the same sentence whatever it is.
 */
async function tryCode(visit: KnownVisit, code: HashedCode): Promise<{ joined: Joined } | { missed: SayLine[] }> {
  const { tx, line, resident, key } = visit;
  const wrong = wrongSoFar(visit);
  if (wrong.count >= JOIN_WRONG_TRIES) return { missed: TOO_MANY };
  const row = await readJoinCodeRow(tx, Buffer.from(code.selector, 'hex'));
  const codeHash = Buffer.from(code.whole, 'hex');
  const live = row !== null && row.expiresAt > line.now() && row.wrongTries < JOIN_CODE_TRIES;
  const hit = row !== null && timingSafeEqual(row.codeHash, codeHash);
  const to = { residentId: resident.id, keyId: resident.keyId as string, key };
  const joined = live && hit ? await joinPerson(tx, line, { personId: row.residentId, codeHash }, to) : null;
  if (joined && joined.references.length > 0) return { joined };
  if (row && !hit) await noteWrongTry(tx, row.residentId);
  const count = wrong.count + 1;
  visit.dialogue = { ...visit.dialogue, wrongCodes: { ...wrong, count } };
  return { missed: count >= JOIN_WRONG_TRIES ? TOO_MANY : WRONG };
}

const sayJoined = ({ references, left }: Joined): Answer => ({
  say: [
    {
      lines: [
        { key: 'join:done', values: { references: { list: references } } },
        { key: 'join:done_more' },
        ...(left > 0 ? [{ key: 'join:some_stay' }] : []),
      ],
      buttons: [[{ label: { key: 'menu:my' }, data: 'm:my' }], MENU],
    },
  ],
});

const MENU = [{ label: { key: 'common:menu' }, data: 'm:menu' }];
const WRONG = [{ key: 'join:wrong' }, { key: 'join:wrong_ask' }];
const TOO_MANY = [{ key: 'join:too_many' }, { key: 'join:too_many_ask' }];

function wrongSoFar({ dialogue: { wrongCodes }, line }: KnownVisit): { count: number; since: string } {
  const now = line.now();
  const fresh = wrongCodes && now.getTime() - new Date(wrongCodes.since).getTime() < JOIN_FORGIVEN_HOURS * 3_600_000;
  return fresh ? wrongCodes : { count: 0, since: now.toISOString() };
}
