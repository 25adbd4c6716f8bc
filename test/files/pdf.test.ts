import { describe, expect, test } from 'vitest';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { makeAttendanceSheet } from '../../src/files/formats/attendance-sheet.ts';
import { pdfKit } from '../../src/files/pdf.ts';

const facts = (people: number) => ({
  languages: ['en'] as const,
  title: 'Kurs i shpikur',
  code: 'T-7K3QM2',
  place: 'Zveçan',
  sessions: [{ startsAt: new Date('2026-12-05T09:00:00Z'), endsAt: new Date('2026-12-05T13:00:00Z') }],
  participants: Array.from({ length: people }, (_, nth) => ({
    name: `Sample Person ${nth}`,
    reference: `R-${nth}`,
    needs: ['transport'],
  })),
  madeAt: new Date('2026-12-01T09:00:00Z'),
});

/** How often others got their turn until the work was done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let going = true;
  const take = () => {
    turns += 1;
    if (going) setImmediate(take);
  };
  setImmediate(take);
  await work();
  going = false;
  return turns;
}

describe('while a long list is laid out', () => {
  test('everybody else goes on: others get a thousand turns and more', async () => {
    await makeAttendanceSheet(loadTexts(), facts(1));
    expect(await turnsDuring(() => makeAttendanceSheet(loadTexts(), facts(1500)))).toBeGreaterThan(1000);
  });

  test('several at once are each their own', async () => {
    const sizes = [1, 40, 3];
    const files = await Promise.all(sizes.map((people) => makeAttendanceSheet(loadTexts(), facts(people))));
    for (const file of files) expect(Buffer.from(file.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(files[1]?.length).toBeGreaterThan(files[0]?.length ?? 0);
  });
});

test('a document that cannot be made is refused without its words, and the next one is made', async () => {
  const broken = { definition: { content: [{ image: 'izmišljeno' }] }, footer: '' };
  await expect(pdfKit().render(broken)).rejects.toThrow(/^a file could not be made \(\w+\)$/);
  expect((await pdfKit().render({ definition: { content: ['x'] }, footer: '{page}' })).pages).toBe(1);
});
