import { z } from 'zod';
import { readPayload } from '../src/core/domain/owed.ts';
import { remindParticipants } from '../src/core/trainings/many/remind-participants.ts';
import { connect } from '../src/db/client.ts';
import { streamRows } from '../src/db/read-rows.ts';
import { bulkWork } from '../src/run/bulk-work.ts';
import { benchLine } from './line.ts';

const database = connect(process.argv[2] ?? '', { max: 4 });
const line = await benchLine(database);
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};
/** The reminding that is owed, taken by a worker; what is said to each waits for the delivery. */
async function* owed() {
  for (let found = true; found; ) {
    found = false;
    const taking = streamRows(
      database,
      z.object({ payload: z.unknown().transform((row) => readPayload('remind', row)) }),
      'delete from outbox where topic = $1 returning payload',
      ['remind'],
      10,
    );
    for await (const rows of taking)
      for (const { payload } of rows) {
        found = true;
        if (payload) yield payload;
      }
  }
}

const { remind } = bulkWork(line);
const ms = await timed(async () => {
  await remindParticipants(line);
  for await (const payload of owed()) await remind(payload, { attempt: 1 });
});
const idleMs = await timed(() => remindParticipants(line));
await database.close();
const peakMb = process.resourceUsage().maxRSS / 1024;
process.send?.({ seconds: ms / 1000, idleMs, peakMb }, () => process.disconnect());
