import type { Payload } from '../src/core/domain/owed.ts';
import type { Line } from '../src/core/line.ts';
import { openKeyring } from '../src/core/privacy/keyring.ts';
import { remindParticipants } from '../src/core/registrations/remind-participants.ts';
import { settingsReader } from '../src/core/settings/load-settings.ts';
import { connect } from '../src/db/client.ts';
import { bulkWork } from '../src/run/bulk-work.ts';

const database = connect(process.argv[2] ?? '', { max: 4 });
const now = () => new Date();
const silent = () => {};
const line: Line = {
  database,
  keyring: await openKeyring(database, Buffer.alloc(32, 7)),
  now,
  settings: settingsReader(database, now),
  log: { info: silent, warn: silent, error: silent },
};
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};
/** The reminding that is owed, taken by a worker; what is said to each waits for the delivery. */
async function* owed() {
  for (let found = true; found; ) {
    found = false;
    const taking = database.stream<{ payload: Payload<'remind'> }>(
      'delete from outbox where topic = $1 returning payload',
      ['remind'],
      10,
    );
    for await (const rows of taking)
      for (const { payload } of rows) {
        found = true;
        yield payload;
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
