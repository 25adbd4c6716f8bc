import { Readable } from 'node:stream';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { localParts } from '../../core/domain/time/local-time.ts';
import type { Texts, TextValues } from '../../core/i18n/texts.ts';
import type { SheetHead, Table } from '../../core/reports/table.ts';
import { drawable } from '../drawable.ts';
import { type PdfKit, pdfKit } from '../pdf.ts';
import type { PdfDocument } from '../pdf-document.ts';
import { type Format, tableIn } from './format.ts';
import { inBatches } from './in-batches.ts';

export type AttendanceFacts = SheetHead & {
  participants: readonly { name: string | null; reference: string; needs: readonly string[] }[];
};

/** What people sign, to print. */
export const attendanceSheet = {
  name: 'pdf',
  takes: (holds) => holds === 'signatures',
  wants: 'table',
  write: async (what, { texts }) =>
    Readable.from([await makeAttendanceSheet(texts, await factsOf(tableIn(what)))], { objectMode: false }),
} as const satisfies Format;

async function factsOf({ head, columns, rows }: Table): Promise<AttendanceFacts> {
  if (!head) throw new Error('a list that people sign has a head');
  const [name, reference, needs] = ['name', 'reference', 'needs'].map((wanted) =>
    columns.findIndex((column) => column.name === wanted),
  ) as [number, number, number];
  const participants: AttendanceFacts['participants'][number][] = [];
  for await (const batch of inBatches(rows))
    for (const row of batch)
      participants.push({
        name: row[name] as string | null,
        reference: String(row[reference]),
        needs: (row[needs] ?? []) as readonly string[],
      });
  return { ...head, participants };
}

type Say = (key: string, values?: TextValues) => string;
/** What each page needs: the words, and texts of people as the font can draw them. */
type Words = {
  say: Say;
  day: (instant: Date) => string;
  dayAndTime: (instant: Date) => string;
  town: (municipality: NonNullable<SheetHead['town']>) => string;
  plain: (text: string) => string;
};

/** Rows for people who came without registering; a sheet with nobody on it is all such rows. */
const BLANK_ROWS = 6;
const BLANK_ROWS_ALONE = 20;
const ROW_HEIGHT = 22;
const LINES = '#8a94a0';
const QUIET = '#4b5663';

/** The list a trainer has signed, in what the training is held in: each session begins on a page of its own. It holds no phone number. */
export async function makeAttendanceSheet(texts: Texts, facts: AttendanceFacts): Promise<Uint8Array> {
  const kit = pdfKit();
  const { bytes } = await kit.render(sheet(wordsFor(texts, kit, facts.languages), facts));
  return bytes;
}

/** Who sits in a room reads one of the languages spoken there: each word stands in all of them. */
const wordsFor = (texts: Texts, kit: PdfKit, languages: SheetHead['languages']): Words => ({
  say: (key, values) => [...new Set(languages.map((one) => texts.say(one, `sheet:${key}`, values)))].join(' / '),
  day: (instant) => texts.formatDate(languages[0], instant),
  dayAndTime: (instant) => texts.formatDateTime(languages[0], instant),
  town: (municipality) => texts.say(languages[0], `codes:municipality.${municipality}`),
  plain: (text) => drawable(text, kit.regular),
});

function sheet(words: Words, facts: AttendanceFacts): PdfDocument {
  const { say, plain, dayAndTime } = words;
  const sessions = facts.sessions.length > 0 ? facts.sessions : [null];
  const definition: PdfDocument['definition'] = {
    pageSize: 'A4',
    pageMargins: [40, 40, 40, 50],
    info: { title: `${say('heading')} ${plain(facts.code)}`, creationDate: facts.madeAt, modDate: facts.madeAt },
    defaultStyle: { fontSize: 10 },
    content: sessions.flatMap((session, index) => section(words, facts, session, index)),
  };
  return {
    definition,
    footer: {
      margin: [40, 14, 40, 0],
      fontSize: 8,
      color: QUIET,
      columns: [
        { text: say('made', { when: dayAndTime(facts.madeAt) }), width: '*' },
        { text: '{page} / {count}', width: 'auto' },
      ],
    },
  };
}

function section(
  words: Words,
  facts: AttendanceFacts,
  session: SheetHead['sessions'][number] | null,
  index: number,
): Content[] {
  const { say, plain } = words;
  const count = facts.participants.length;
  const when = session ? whenOf(words, session) : say('no_date');
  return [
    { text: say('heading'), fontSize: 11, color: QUIET, ...(index > 0 ? { pageBreak: 'before' as const } : {}) },
    { text: plain(facts.title), fontSize: 17, bold: true, margin: [0, 2, 0, 2] },
    {
      text: [plain(facts.code), plain(facts.place || (facts.town ? words.town(facts.town) : ''))]
        .filter(Boolean)
        .join(' · '),
      fontSize: 11,
    },
    { text: when, fontSize: 12, bold: true, margin: [0, 4, 0, 2] },
    {
      text: [
        ...(facts.sessions.length > 1 ? [say('session', { number: index + 1, count: facts.sessions.length })] : []),
        say('registered', { count }),
      ].join(' · '),
      color: QUIET,
      margin: [0, 0, 0, 8],
    },
    table(words, facts, [plain(facts.code), when].join(' · ')),
    // Always there, and without a number: it is read by everybody in the room.
    { text: say('never'), fontSize: 8, color: QUIET, margin: [0, 6, 0, 0] },
  ];
}

/** Its first row says on every page what the sheet is for: pages come apart. */
function table({ say, plain }: Words, facts: AttendanceFacts, which: string): Content {
  const head = (['number', 'name', 'reference', 'needs', 'signature'] as const).map(
    (column): TableCell => ({ text: say(`column.${column}`), bold: true, fillColor: '#e9edf1' }),
  );
  const rows = facts.participants.map(({ name, reference, needs }, index): TableCell[] => [
    { text: String(index + 1), alignment: 'right' },
    plain(name ?? ''),
    { text: plain(reference), fontSize: 9 },
    { text: needs.map((need) => needOf(say, plain, need)).join(', '), fontSize: 9 },
    '',
  ]);
  const blanks = Array.from({ length: rows.length > 0 ? BLANK_ROWS : BLANK_ROWS_ALONE }, (_, index): TableCell[] => [
    { text: String(rows.length + index + 1), alignment: 'right', color: LINES },
    '',
    '',
    '',
    '',
  ]);
  return {
    table: {
      headerRows: 2,
      dontBreakRows: true,
      // Fixed: a column that may grow would be pushed off the page by one long word.
      widths: [24, 156, 76, 84, 132],
      heights: ['auto', 'auto', ...[...rows, ...blanks].map(() => ROW_HEIGHT)],
      body: [[{ text: which, colSpan: 5, fontSize: 8, color: QUIET }, '', '', '', ''], head, ...rows, ...blanks],
    },
    layout: 'lines',
  };
}

const NEEDS = new Set(['childcare', 'transport', 'interpreter', 'wheelchair']);
const needOf = (say: Say, plain: Words['plain'], need: string): string =>
  NEEDS.has(need) ? say(`need.${need}`) : plain(need);

function whenOf({ say, day: dayOf }: Words, { startsAt, endsAt }: SheetHead['sessions'][number]): string {
  const [from, to] = [localParts(startsAt), localParts(endsAt)];
  const day = dayOf(startsAt);
  if (from.day === to.day) return say('when', { day, from: from.time, to: to.time });
  return say('when_two_days', { day, from: from.time, last_day: dayOf(endsAt), to: to.time });
}
