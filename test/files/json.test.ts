import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FILE_LANGUAGES } from '../../src/core/domain/language.ts';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { code, codes, instant, money, number, type Row, type Table, text } from '../../src/core/reports/table.ts';
import type { Written } from '../../src/files/formats/format.ts';
import { json } from '../../src/files/formats/json.ts';
import { sampleOf } from '../support/sample-document.ts';

const texts = loadTexts();
const schema = z.fromJSONSchema(
  JSON.parse(readFileSync(new URL('../../docs/export.schema.json', import.meta.url), 'utf8')),
);

async function written(what: Written, language: (typeof FILE_LANGUAGES)[number] = 'en') {
  const stream = await json.write(what, { texts, language, hxl: false });
  return JSON.parse((await buffer(stream)).toString('utf8'));
}
const table = (rows: Row[]): Table => ({
  columns: [
    text('reference', '#meta+id'),
    code('type', '#indicator+type', 'codes:feedback_type.'),
    codes('community', '#respondee+group', 'codes:community.'),
    instant('received_at', '#date+reported'),
    number('first_response_hours', '#indicator+hours+num', 1),
    money('amount_eur', '#value+eur'),
  ],
  rows,
});
const ROWS: Row[] = [
  ['=1', 'question', ['roma', 'turk'], new Date('2026-04-01T08:00:00Z'), 1.5, 150_050],
  ['F-2', null, null, null, { hidden: 'few' }, null],
];

describe('JSON', () => {
  it.each([0, 12, 5000] as const)('of a report of %i items is as its schema says, in every language', async (items) => {
    for (const language of FILE_LANGUAGES) schema.parse(await written(sampleOf(items), language));
  });

  it.each([0, 1, 2])('of %i rows is as its schema says', async (count) => {
    const made = await written(table(ROWS.slice(0, count)));
    schema.parse(made);
    expect(made.rows).toHaveLength(count);
  });

  it('has a value as it is and a code with its label', async () => {
    const { rows, columns } = await written(table(ROWS), 'sq');
    expect(rows[0]).toEqual({
      reference: '=1',
      type: { code: 'question', label: 'Pyetje' },
      community: [
        { code: 'roma', label: 'Romë' },
        { code: 'turk', label: 'Turq' },
      ],
      received_at: '2026-04-01T08:00:00Z',
      first_response_hours: 1.5,
      amount_eur: 1500.5,
    });
    expect(rows[1]).toMatchObject({ type: null, community: [], first_response_hours: { hidden: 'few' } });
    expect(columns[1]).toMatchObject({ name: 'type', title: 'Tipi', type: 'code', several: false });
  });

  it('is refused by its schema where it is not so', async () => {
    const made = await written(sampleOf(12));
    for (const wrong of [
      { ...made, audience: 'everybody' },
      { ...made, headline: [{ figure: 'received', value: 1 }] },
      { ...made, period: { from: '1 July', to: '2026-09-30' } },
      { ...made, format: 'other' },
    ])
      expect(schema.safeParse(wrong).success).toBe(false);
  });
});
