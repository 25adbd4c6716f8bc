import type { Tx } from '../../db/client.ts';
import { insertDeliveries } from '../../db/queries/residents/deliveries.ts';
import { oweMany } from '../../db/queries/work/outbox.ts';
import type { Line } from '../line.ts';
import { cardsOf, deliveryOf, owedTo, type Told } from './say-to-resident.ts';

/** Promises a message to each of many residents in the slow lane: two statements, however many they are. */
export async function sayToMany(tx: Tx, line: Line, told: Omit<Told, 'bulk'>[]): Promise<void> {
  const promised = await insertDeliveries(
    tx,
    told.map((one) => deliveryOf(line, { ...one, bulk: true })),
  );
  await oweMany(tx, [...told.map(({ residentId }) => owedTo({ residentId, bulk: true })), ...cardsOf(promised)]);
}
