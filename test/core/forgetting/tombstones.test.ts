import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { applyRetention } from '../../../src/core/forgetting/apply-retention.ts';
import { forgetByReference } from '../../../src/core/forgetting/forget-by-reference.ts';
import { replayTombstones } from '../../../src/core/forgetting/replay-tombstones.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { count, lastItem, row, rows } from '../../support/rows.ts';

const DAY_MS = 86_400_000;

let line: TestLine;
let folder: string;
let list: string;
let clock = new Date('2026-05-04T08:00:00Z');
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'community-line-tombstones-'));
  list = join(folder, 'data', 'tombstones');
  line = await openTestLine({ now: () => clock, tombstones: list });
});
beforeEach(() => rm(join(folder, 'data'), { recursive: true, force: true }));
afterAll(async () => {
  await line.close();
  await rm(folder, { recursive: true, force: true });
});

async function someone(anonymous = false) {
  clock = new Date(clock.getTime() + 1000);
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback('për t’u harruar', { anonymous });
  const item = await lastItem(line);
  const { key_id } = await row(line, `select key_id from items where id = '${item.id}'`);
  return { resident, ...item, keyId: key_id as string };
}
const onDisk = async () => (await readFile(list, 'utf8')).split('\n');

/** Each is a way in which a key is destroyed; whoever called has been answered when it resolves. */
const ERASURES: Record<string, () => Promise<string[]>> = {
  'the resident asks for it': async () => {
    const { resident, keyId } = await someone();
    await resident.command('forget');
    await resident.press('sure:yes');
    await resident.press('really:yes');
    expect(resident.keys()).toContain('forget:done');
    return [keyId];
  },
  'staff ask for it by a reference': async () => {
    const { reference, keyId } = await someone();
    expect((await forgetByReference(line, reference)).ok).toBe(true);
    return [keyId];
  },
  'staff ask for it by the reference of an anonymous item': async () => {
    const { reference, keyId } = await someone(true);
    expect((await forgetByReference(line, reference)).ok).toBe(true);
    return [keyId];
  },
  'the time for which silent people and closed anonymous items are kept is over': async () => {
    const [known, anonymous] = [await someone(), await someone(true)];
    await rows(
      line,
      `update items set status = 'closed', closed_reason = 'answered', closed_at = '${clock.toISOString()}'`,
    );
    clock = new Date(clock.getTime() + 1100 * DAY_MS);
    await applyRetention(line);
    return [known.keyId, anonymous.keyId];
  },
};

for (const [name, erase] of Object.entries(ERASURES))
  test(`when ${name}, the tombstone is on disk before anybody hears that it is done`, async () => {
    const keyIds = await erase();
    const ids = await onDisk();
    for (const keyId of keyIds) {
      expect(await count(line, `person_keys where id = '${keyId}'`)).toBe(0);
      expect(ids).toContain(keyId);
    }
  });

test('whose tombstone cannot be written is told nothing, and the next start writes it', async () => {
  const { resident, keyId } = await someone();
  await resident.command('forget');
  await resident.press('sure:yes');
  await mkdir(list, { recursive: true });
  await expect(resident.press('really:yes')).rejects.toMatchObject({ code: 'EISDIR' });
  expect(resident.keys()).not.toContain('forget:done');
  expect(await count(line, `tombstones where key_id = '${keyId}'`)).toBe(1);
  await rm(list, { recursive: true });
  await replayTombstones(line, list);
  expect(await onDisk()).toContain(keyId);
});

test('an erasure that was taken back leaves no tombstone, on disk either', async () => {
  const { id } = await line.database.transaction((tx) => line.keyring.create(tx, clock));
  const undone = line.database.transaction(async (tx) => {
    await line.keyring.destroy(tx, id, clock);
    throw new Error('taken back');
  });
  await expect(undone).rejects.toThrow('taken back');
  await expect(onDisk()).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await count(line, `person_keys where id = '${id}'`)).toBe(1);
});

test('a list whose last line was cut off by a kill still takes the next id whole', async () => {
  const { reference, keyId } = await someone();
  await mkdir(join(folder, 'data'), { recursive: true });
  await writeFile(list, `\n${'0'.repeat(8)}-0000`);
  await forgetByReference(line, reference);
  expect(await onDisk()).toContain(keyId);
});
