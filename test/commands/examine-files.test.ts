import { afterAll, beforeAll, expect, test } from 'vitest';
import { examineFiles } from '../../src/commands/doctor/examine-files.ts';
import { lookAtAllMedia } from '../../src/core/items/look-at-media.ts';
import { addStaff } from '../../src/core/staff/add-staff.ts';
import { submitSample } from '../support/items.ts';
import { openTestLine, type TestLine } from '../support/line.ts';
import { rows } from '../support/rows.ts';

let line: TestLine;
const clock = { ahead: 0 };
beforeAll(async () => {
  line = await openTestLine({ now: () => new Date(Date.now() + clock.ahead) });
});
afterAll(() => line.close());

const said = async (about: string) => {
  const { level, say } = (await examineFiles(line)).find((finding) => finding.about === about) ?? {};
  return `${level}: ${say}`;
};

test('the doctor counts the files that are looked at, those past their ten minutes, and what earlier versions left', async () => {
  expect(await said('pictures')).toBe('ok: can be made anew');
  expect(await said('files in Slack')).toBe('ok: being looked at 0, none owed to be deleted');
  const photo = { kind: 'photo', file: { id: 'p', uniqueId: 'p' } } as const;
  const { reference } = await submitSample(line, [photo], { sector: 'health' });
  const person = {
    slackUserId: 'U0ANA',
    displayName: 'Ana Primer',
    agency: 'UNDP' as const,
    roles: ['triage' as const],
  };
  const added = await addStaff(line, 'console', person);
  if (!added.ok) throw new Error(added.code);
  expect((await lookAtAllMedia(line, added.value, reference)).ok).toBe(true);
  expect(await said('files in Slack')).toBe('ok: being looked at 1, none owed to be deleted');
  clock.ahead += 11 * 60_000;
  expect(await said('files in Slack')).toMatch(
    /^bad: owed to be deleted: past their ten minutes in direct messages 1 \(since 2/,
  );
  await rows(
    line,
    `insert into outbox (topic, payload, run_at, state) values ('unpost_file', '{}', now(), 'waiting'), ('unpost_file', '{}', now(), 'parked'),
      ('recall_recordings', '{}', now(), 'waiting')`,
  );
  expect(await said('files in Slack')).toContain(
    'from before in threads 2, people with recordings from before in their direct messages 1',
  );
});
