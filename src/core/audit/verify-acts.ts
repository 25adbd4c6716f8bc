import { countUnsealed, listSealed, listSeals, type Seal } from '../../db/queries/audit/audit-chain.ts';
import type { Line } from '../line.ts';
import { digestOf, sealOf } from './seal-of.ts';

const SEALS_AT_ONCE = 100;
/** What was done shortly before the end of an hour may be committed after it. */
const LATE_MS = 3_600_000;

export type Fault =
  /** Of an event that a seal stands over there is nothing any more. */
  | { kind: 'missing'; seal: number; eventId: number }
  /** An event, or which events a seal stands over, is not as it was. */
  | { kind: 'changed'; seal: number }
  /** Of a seal between two others there is nothing any more. */
  | { kind: 'gap'; seal: number }
  /** An event says of itself that it is older than what was sealed before it. */
  | { kind: 'put_in_later'; seal: number; eventId: number }
  /** The chain does not hold the seal that was noted elsewhere: its end was cut off, or made anew. */
  | { kind: 'head_unknown' };

export type Verdict = {
  seals: number;
  acts: number;
  /** Done since, and not sealed yet. */
  unsealed: number;
  head: string | null;
  faults: Fault[];
};

/** Reckons every seal anew. `head`: one that was noted before (hex), which must be in the chain. `onSeals` hears how many are done. */
export async function verifyActs(
  line: Line,
  head: string | null,
  onSeals: (done: number) => void = () => {},
): Promise<Verdict> {
  const { read } = line.database;
  const verdict: Verdict = { seals: 0, acts: 0, unsealed: await countUnsealed(read), head: null, faults: [] };
  let before: Seal | null = null;
  let known = head === null;
  for (let seals = await listSeals(read, 0, SEALS_AT_ONCE); seals.length > 0; ) {
    for (const seal of seals) {
      await verifySeal(line, seal, before, verdict);
      known ||= seal.seal.toString('hex') === head;
      before = seal;
    }
    verdict.seals += seals.length;
    onSeals(verdict.seals);
    seals = await listSeals(read, before?.number ?? 0, SEALS_AT_ONCE);
  }
  if (!known) verdict.faults.push({ kind: 'head_unknown' });
  return { ...verdict, head: before?.seal.toString('hex') ?? null };
}

async function verifySeal(line: Line, seal: Seal, before: Seal | null, verdict: Verdict): Promise<void> {
  const { number } = seal;
  for (let gone = (before?.number ?? 0) + 1; gone < number; gone += 1) verdict.faults.push({ kind: 'gap', seal: gone });
  const leaves = await listSealed(line.database.read, number);
  verdict.acts += leaves.length;
  const digests: Buffer[] = [];
  let missing = false;
  for (const { eventId, act } of leaves) {
    if (act === null) {
      missing = true;
      verdict.faults.push({ kind: 'missing', seal: number, eventId });
    } else {
      digests.push(digestOf(line.keyring, act));
      if (before && act.at.getTime() < before.through.getTime() - LATE_MS)
        verdict.faults.push({ kind: 'put_in_later', seal: number, eventId });
    }
  }
  const follows = before?.number === number - 1 || number === 1;
  if (!missing && follows && !sealOf(line.keyring, number, before?.seal ?? null, digests).equals(seal.seal))
    verdict.faults.push({ kind: 'changed', seal: number });
}
