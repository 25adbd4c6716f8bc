import { lockItem } from '../../db/queries/items.ts';
import { enqueue, enqueueMany, isOwed, type Owed } from '../../db/queries/outbox.ts';
import { CALL_STAGES, type Call, type CallStage, decideCall } from '../domain/danger.ts';
import type { Line } from '../line.ts';
import { owedCall } from './calling.ts';
import { compareBeforeCalling, whomToCall } from './whom-to-call.ts';

/** A call that has come due, as its row in the outbox has it. */
export type DueCall = { itemId: string; calling: string; stage: string; round: string };

const isStage = (stage: string): stage is CallStage => (CALL_STAGES as readonly string[]).includes(stage);

/**
 * A stage of a calling has come due: owes the post in the restricted channel, a direct message to each one, and the next stage, in one
 * transaction and each by itself, so that one who cannot be reached holds up nobody.
 */
export async function callProtection(line: Line, { itemId, calling, stage, round }: DueCall): Promise<void> {
  if (!isStage(stage)) throw new Error('a call of a newer version');
  const call: Call = { stage, round: Number(round) };
  await compareBeforeCalling(line);
  await line.database.transaction(async (tx) => {
    const row = await lockItem(tx, itemId);
    if (!row) return;
    const opened = await isOwed(tx, 'danger_call', itemId, 'unclaimed');
    const decision = decideCall({ ...row, opened }, call, (await line.settings()).firstAnswerHours.danger);
    if (decision.next) {
      const due = new Date(line.now().getTime() + decision.next.afterMinutes * 60_000);
      await enqueue(tx, owedCall({ itemId, calling, call: decision.next.call }, due));
    }
    if (decision.whom === null) return;
    const people = await whomToCall(tx, row, decision.whom, line.now());
    if (people.length === 0)
      line.log.error({ itemId }, 'somebody is in danger, and nobody who holds protection can be called');
    const payload = { itemId, calling, stage, round, whom: decision.whom };
    const key = `danger:${calling}:${stage}:${round}`;
    const tells = people.map(
      ({ id: staffId }): Owed => ({
        topic: 'danger_tell',
        payload: { ...payload, staffId },
        mergeKey: `${key}:${staffId}`,
      }),
    );
    await enqueueMany(tx, [{ topic: 'danger_post', payload, mergeKey: key }, ...tells]);
  });
}
