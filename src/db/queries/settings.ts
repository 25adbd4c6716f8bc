import type { Tx } from '../client.ts';
import { settings } from '../schema/settings.ts';

export async function readSettings(tx: Tx): Promise<Record<string, unknown>> {
  const rows = await tx.select({ key: settings.key, value: settings.value }).from(settings);
  return Object.fromEntries(rows.map((row) => [row.key, row.value]));
}

export async function writeSetting(tx: Tx, key: string, value: unknown, now: Date): Promise<void> {
  await tx
    .insert(settings)
    .values({ key, value, updatedAt: now })
    .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: now } });
}
