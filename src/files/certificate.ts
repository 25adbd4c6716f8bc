import type { Content } from 'pdfmake/interfaces.js';
import type { Language } from '../core/domain/codes.ts';
import { inOneScript } from '../core/domain/text/one-script.ts';
import type { Texts } from '../core/i18n/texts.ts';
import { formatNumber } from '../core/i18n/write-figures.ts';
import { drawable, fittingSize } from './drawable.ts';
import { type PdfKit, pdfKit } from './pdf.ts';
import type { PdfDocument } from './pdf-document.ts';

export type CertificateFacts = {
  language: Language;
  secondLanguage: string | null;
  name: string;
  title: string;
  place: string;
  from: Date;
  to: Date;
  /** Null where nobody counted them: a placement of months. */
  hours: number | null;
  /** A code of AGENCIES (core/domain/codes.ts). */
  agency: string;
  issuedAt: Date;
  code: string;
  /** Says in small print that it is invented. */
  sample?: boolean;
};

type Say = (key: string) => string;
/** What stands on the page, as the font can draw it. */
type Words = { name: string; title: string; facts: [label: string, value: string][]; code: string };

/** A4 landscape in points. */
const WIDTH = 841.89;
const HEIGHT = 595.28;
const MARGIN = 80;
const TEXT_WIDTH = WIDTH - 2 * MARGIN;
const INK = '#1f2a37';
const QUIET = '#5b6673';

/** One page, in the person's language and script. Whatever the name holds, it fits: the type gets smaller until it does. */
export async function makeCertificate(texts: Texts, wanted: CertificateFacts): Promise<Uint8Array> {
  const kit = pdfKit();
  const say: Say = (key) => texts.say(wanted.language, `certificate:${key}`, {}, wanted.secondLanguage);
  const words = wordsOf(texts, say, wanted, kit);
  for (let scale = 1; ; scale *= 0.9) {
    const made = await kit.render(page(say, wanted, words, kit, scale));
    if (made.pages === 1 || scale < 0.1) return made.bytes;
  }
}

function wordsOf(texts: Texts, say: Say, wanted: CertificateFacts, kit: PdfKit): Words {
  const plain = (text: string) => drawable(inOneScript(text), kit.regular);
  const date = (instant: Date) => texts.formatDate(wanted.language, instant);
  const [from, to] = [date(wanted.from), date(wanted.to)];
  const facts: [string, string][] = [
    ['place', wanted.place],
    ['dates', from === to ? from : `${from} – ${to}`],
    ...(wanted.hours === null ? [] : ([['hours', formatNumber(wanted.language, wanted.hours)]] as [string, string][])),
    ['agency', agencyOf(texts, wanted)],
    ['issued', date(wanted.issuedAt)],
  ];
  return {
    // Nothing of the name could be drawn: a line to write it on.
    name: drawable(inOneScript(wanted.name), kit.bold) || '_'.repeat(24),
    title: drawable(inOneScript(wanted.title), kit.bold),
    facts: facts.map(([key, value]) => [say(key), plain(value)]),
    code: drawable(wanted.code, kit.bold),
  };
}

function agencyOf(texts: Texts, { agency, language, secondLanguage }: CertificateFacts): string {
  const key = `codes:agency.${agency}`;
  const label = texts.has('en', key) ? texts.say(language, key, {}, secondLanguage) : agency;
  return label.charAt(0).toLocaleUpperCase() + label.slice(1);
}

function page(say: Say, wanted: CertificateFacts, words: Words, kit: PdfKit, scale: number): PdfDocument {
  const line = (text: string, size: number, more: object = {}): Content => ({
    text,
    fontSize: size * scale,
    alignment: 'center',
    ...more,
  });
  const sized = (text: string, biggest: number, smallest: number) =>
    fittingSize(text, kit.bold, TEXT_WIDTH, biggest, smallest);
  const definition: PdfDocument['definition'] = {
    pageSize: 'A4',
    pageOrientation: 'landscape',
    pageMargins: [MARGIN, 78, MARGIN, 56],
    info: { title: say('heading'), creationDate: wanted.issuedAt, modDate: wanted.issuedAt },
    defaultStyle: { color: INK, lineHeight: 1.1 },
    content: [
      line(say('heading'), sized(say('heading'), 30, 18), { bold: true, margin: [0, 0, 0, 28 * scale] }),
      line(say('given_to'), 13, { color: QUIET }),
      line(words.name, sized(words.name, 40, 24), { bold: true, margin: [0, 6 * scale, 0, 18 * scale] }),
      line(say('took_part'), 13, { color: QUIET }),
      line(words.title, sized(words.title, 22, 16), { bold: true, margin: [0, 6 * scale, 0, 32 * scale] }),
      factsTable(words.facts, scale),
      line(say('code'), 10, { color: QUIET, margin: [0, 32 * scale, 0, 2 * scale] }),
      line(words.code, 22, { bold: true, characterSpacing: 5 * scale }),
      line(say('check'), 10, { color: QUIET, margin: [0, 2 * scale, 0, 0] }),
    ],
  };
  return {
    definition,
    footer: wanted.sample ? { text: say('sample'), fontSize: 8, color: QUIET, alignment: 'center' } : '',
    background: { canvas: [frame(26, 1.6), frame(32, 0.5)] },
    scale,
  };
}

const frame = (inset: number, lineWidth: number) => ({
  type: 'rect' as const,
  x: inset,
  y: inset,
  w: WIDTH - 2 * inset,
  h: HEIGHT - 2 * inset,
  lineWidth,
  lineColor: INK,
});

function factsTable(facts: Words['facts'], scale: number): Content {
  const cell = (text: string, size: number, more: object) => ({
    text,
    fontSize: size * scale,
    alignment: 'center' as const,
    ...more,
  });
  return {
    table: {
      // Fixed: a column that may grow would be pushed off the page by one long word.
      widths: facts.length === 5 ? [168, 170, 64, 130, 104] : [180, 190, 150, 116],
      body: [
        facts.map(([label]) => cell(label, 9, { color: QUIET })),
        facts.map(([, value]) => cell(value, 11.5, { bold: true })),
      ],
    },
    layout: 'facts',
  };
}
