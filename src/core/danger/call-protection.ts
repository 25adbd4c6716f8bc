import { lockItem } from '../../db/queries/items/items.ts';
import { isOwed, oweMany } from '../../db/queries/work/outbox.ts';
import { CALL_STAGES, type Call, type CallStage, callsForHelp, decideCall } from '../domain/danger.ts';
import { type OwedWork, owed } from '../domain/owed.ts';
import { owedCall } from '../items/calling.ts';
import type { Line } from '../line.ts';
import { compareBeforeCalling, whomToCall } from './whom-to-call.ts';

/** A call that has come due, as its row in the outbox has it. */
export type DueCall = { itemId: string; calling: string; stage: string; round: string };

const isStage = (stage: string): stage is CallStage => (CALL_STAGES as readonly string[]).includes(stage);

const owedTells = (call: DueCall & { whom: string }, people: readonly { id: string }[]): OwedWork[] =>
  people.map(({ id: staffId }) => owed('danger_tell', { ...call, staffId }));

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
    const decision = decideCall({ ...row, opened }, call, (await line.settings(tx)).firstAnswerHours.danger);
    if (decision.next) {
      const due = new Date(line.now().getTime() + decision.next.afterMinutes * 60_000);
      await oweMany(tx, [owedCall({ itemId, calling, call: decision.next.call }, due)]);
    }
    if (decision.whom === null) return;
    const people = await whomToCall(tx, row, decision.whom, line.now());
    if (people.length === 0) line.log.error({}, 'somebody is in danger, and nobody who holds protection can be called');
    const made = { itemId, calling, stage, round, whom: decision.whom };
    await oweMany(tx, [owed('danger_post', made), ...owedTells(made, people)]);
  });
}

/** One of those on duty cannot be reached at all: as if nobody were on duty, everybody is called, those who heard already once only. */
export async function callEverybodyInstead(line: Line, { itemId, calling, stage, round }: DueCall): Promise<void> {
  await line.database.transaction(async (tx) => {
    const row = await lockItem(tx, itemId);
    if (!row || !callsForHelp(row)) return;
    const people = await whomToCall(tx, row, 'everybody', line.now());
    await oweMany(tx, owedTells({ itemId, calling, stage, round, whom: 'everybody' }, people));
  });
}
