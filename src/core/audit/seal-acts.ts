import { addSeal, listUnsealed, lockAuditChain, readLastSeal } from '../../db/queries/audit/audit-chain.ts';
import { hourOf } from '../domain/time/moments.ts';
import type { Line } from '../line.ts';
import { digestOf, sealOf } from './seal-of.ts';

/** So many events a seal at the most. */
const BATCH = 5000;

/**
 * Seals what was done up to the hour that is over, a batch a transaction, after the acts themselves. What is done about an anonymous item enters
 * with all else of its hour, in the order of keyed hashes, so that no place in the chain says when it was. Resolves with how many were sealed.
 */
export async function sealActs(line: Line): Promise<number> {
  let sealed = 0;
  for (;;) {
    const count = await sealBatch(line);
    sealed += count;
    if (count < BATCH) return sealed;
  }
}

function sealBatch(line: Line): Promise<number> {
  const { keyring, database } = line;
  return database.transaction(async (tx) => {
    await lockAuditChain(tx);
    const acts = await listUnsealed(tx, hourOf(line.now()), BATCH);
    if (acts.length === 0) return 0;
    const last = await readLastSeal(tx);
    const leaves = acts
      .map((act) => ({ id: act.id, digest: digestOf(keyring, act) }))
      .sort((one, other) => one.digest.compare(other.digest));
    const number = (last?.number ?? 0) + 1;
    const seal = sealOf(
      keyring,
      number,
      last?.seal ?? null,
      leaves.map(({ digest }) => digest),
    );
    const latest = Math.max(last?.through.getTime() ?? 0, ...acts.map(({ at }) => at.getTime()));
    await addSeal(
      tx,
      { number, seal, through: hourOf(new Date(latest)) },
      leaves.map(({ id }) => id),
    );
    line.log.info({ seal: number, head: seal.toString('hex') }, 'the log of acts is sealed');
    return acts.length;
  });
}
