import type { Act } from '../../db/queries/audit/audit-chain.ts';
import type { Keyring } from '../privacy/keyring.ts';

/** With its keys in one order, however the database gives them. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, held]) => [name, canonical(held)]),
  );
}

/** All that an event holds, as a keyed hash: it holds codes and ids alone, so that what is erased later changes none. */
export const digestOf = (keyring: Keyring, act: Act): Buffer =>
  keyring.sealOfAudit(
    JSON.stringify([act.id, act.kind, act.itemId, act.actor, act.staffId, canonical(act.data), act.at.toISOString()]),
  );

/** Over the seal before it and these digests. */
export function sealOf(keyring: Keyring, number: number, before: Buffer | null, digests: readonly Buffer[]): Buffer {
  const over = digests.map((digest) => digest.toString('hex')).sort();
  return keyring.sealOfAudit(JSON.stringify([number, before?.toString('hex') ?? null, over]));
}
