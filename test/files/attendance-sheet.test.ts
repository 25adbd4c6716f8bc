import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { type AttendanceFacts, makeAttendanceSheet } from '../../src/files/formats/attendance-sheet.ts';
import { pdfPages, unspaced } from '../support/pdf-text.ts';

const texts = loadTexts(undefined, { strict: true });
const session = (day: string) => ({ startsAt: new Date(`${day}T09:00:00Z`), endsAt: new Date(`${day}T12:30:00Z`) });
const people = (count: number): AttendanceFacts['participants'] =>
  Array.from({ length: count }, (_, index) => ({
    name: `Ђорђе Çelaj${index}x`,
    reference: `R-${1000 + index}`,
    needs: index % 2 ? [] : ['wheelchair'],
  }));

async function pagesOf(over: Partial<AttendanceFacts> = {}): Promise<string[]> {
  const facts: AttendanceFacts = {
    languages: ['en'],
    title: 'Обука за заваривање',
    code: 'T-0042',
    place: 'Mitrovica North',
    sessions: [session('2026-12-05')],
    participants: people(1),
    madeAt: new Date('2026-11-23T09:00:00Z'),
    ...over,
  };
  return pdfPages(await makeAttendanceSheet(texts, facts)).map(unspaced);
}

describe('makeAttendanceSheet', () => {
  it.each([
    [0, 1],
    [1, 1],
    [30, 2],
    [200, 8],
  ])(
    'lists %i people on %i pages, each once, with the header row and the page number on each page',
    async (count, most) => {
      const pages = await pagesOf({ participants: people(count) });
      expect(pages).toHaveLength(most);
      pages.forEach((page, index) => {
        expect(page).toContain('No.NameReferenceNeedsSignature');
        expect(page).toContain(`${index + 1}/${pages.length}`);
      });
      const all = pages.join('');
      for (const { name, reference } of people(count)) {
        expect(all.split(unspaced(name ?? ''))).toHaveLength(2);
        expect(all.split(reference)).toHaveLength(2);
      }
      expect(all).toContain('Обуказазаваривање');
    },
  );

  it('gives each session a page of its own with its date and time', async () => {
    const pages = await pagesOf({ sessions: [session('2026-12-05'), session('2027-07-03')] });
    expect(pages).toHaveLength(2);
    expect(pages[0]).toContain('5December2026,10:00–13:30');
    expect(pages[1]).toContain('3July2027,11:00–14:30');
  });

  it('leaves a line for the date of an offer without sessions', async () => {
    expect((await pagesOf({ sessions: [] })).join()).toContain('Dateandtime:____');
  });

  it('shows someone without a name by the reference, and needs in short words', async () => {
    const [page] = await pagesOf({ participants: [{ name: null, reference: 'R-9', needs: ['interpreter', 'ramp'] }] });
    expect(page).toContain('R-9interpreter,ramp');
  });

  it.each([
    [['sq'], 'Nr.EmriKodiNevojatNënshkrimi', '5dhjetor2026,10:00–13:30'],
    [['sr-Latn'], 'Br.ImeBrojprijavePotrebePotpis', '5.12.2026.'],
    [['sr-Cyrl'], 'Бр.ИмеБројпријавеПотребеПотпис', '5.12.2026.'],
    [['rom'], 'Br.AnavBrojSotrebaHramomo', '10:00–13:30'],
    [['sq', 'sr-Latn'], 'Emri/Ime', 'Nënshkrimi/Potpis'],
  ] as const)('speaks what the training is held in: %j', async (languages, heading, further) => {
    const [page = ''] = await pagesOf({ languages });
    expect(page).toContain(heading);
    expect(page).toContain(further);
    expect(page).not.toContain('Signature');
  });
});
