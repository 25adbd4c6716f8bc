import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { code, instant, type Row, type Table, text } from '../../src/core/reports/table.ts';
import { csv } from '../../src/files/formats/csv.ts';
import { isoSecond } from '../../src/files/formats/iso-second.ts';
import { json } from '../../src/files/formats/json.ts';
import { xlsx } from '../../src/files/formats/xlsx.ts';
import { until } from '../support/until.ts';

const options = { texts: loadTexts(), language: 'en', hxl: false } as const;
const COLUMNS = [
  text('reference', '#meta+id'),
  code('type', '#indicator+type', 'codes:feedback_type.'),
  instant('received_at', '#date+reported'),
  text('text', '#description'),
];
/** Such as packing makes little smaller. */
const words = () => randomBytes(500).toString('hex');
const row = (number: number): Row => [`F-${number}`, 'question', new Date(Date.UTC(2026, 0, 1, 0, number)), words()];
const BATCH = 50;
const ENDLESS = 100_000;
/** What may lie in the streams between the rows and whoever reads the file. */
const MOST_AHEAD = 20;

/** Rows without end, with how many batches were asked for, and whether nobody asks any more. */
function endless(): { table: Table; seen: { asked: number; over: boolean } } {
  const seen = { asked: 0, over: false };
  async function* rows() {
    try {
      for (; seen.asked < ENDLESS; seen.asked += 1) yield Array.from({ length: BATCH }, (_, index) => row(index));
    } finally {
      seen.over = true;
    }
  }
  return { table: { columns: COLUMNS, rows: rows() }, seen };
}
const turns = async (count: number) => {
  for (let index = 0; index < count; index += 1) await turn();
};

it.each([csv, json, xlsx])(
  '$name asks for no more rows than its reader takes, and for none once nobody reads',
  async (format) => {
    const { table, seen } = endless();
    const stream = await format.write(table, options);
    await turns(500);
    expect(seen.asked).toBeLessThan(MOST_AHEAD);
    stream.once('readable', () => {});
    await turns(500);
    const before = seen.asked;
    expect(before).toBeLessThan(MOST_AHEAD);
    let bytes = 0;
    for await (const piece of stream) {
      bytes += (piece as Buffer).length;
      if (seen.asked > before + MOST_AHEAD) break;
    }
    expect(bytes).toBeGreaterThan(0);
    await until(() => seen.over);
    const after = seen.asked;
    await turns(100);
    expect(seen.asked).toBe(after);
  },
);

it.each([csv, json, xlsx])('$name lets everybody else have their turn while it is written', async (format) => {
  let others = 0;
  const counting = setInterval(() => {
    others += 1;
  }, 1);
  const rows = Array.from({ length: 15_000 }, (_, index) => row(index));
  await buffer(await format.write({ columns: COLUMNS, rows }, options));
  clearInterval(counting);
  expect(others).toBeGreaterThan(1);
});

it.each([
  '1969-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00.000Z',
  '2024-02-29T12:34:56.789Z',
  '2026-10-25T00:59:59.999Z',
  '2026-10-25T01:00:00.000Z',
  '2099-12-31T23:59:59.000Z',
])('an instant %s is written to the second as everybody writes it', (written) => {
  expect(isoSecond(new Date(written))).toBe(`${written.slice(0, 19)}Z`);
});
