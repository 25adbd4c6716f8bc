import sax from 'sax';
import type { Language } from '../../core/domain/codes.ts';
import type { ReviewState } from '../../core/i18n/review.ts';
import { SOURCE_LANGUAGE } from '../../core/i18n/texts.ts';
import type { CameBack, CameBackRow } from '../../core/i18n/translating/came-back.ts';
import { plainly, type TextRow } from '../../core/i18n/translating/text-rows.ts';

/** XLIFF 1.2, section 3.2.3: how far a target is. */
const TARGET: Record<ReviewState, string> = {
  machine: 'needs-review-translation',
  reviewed: 'signed-off',
  approved: 'final',
};
const READ_STATES = ['signed-off', 'final', 'translated'];
const NOTE = 'reviewer';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

/** XLIFF 1.2: a unit for each text, plural forms each by its key; `approved` is that of the review. */
export function writeXliff(language: Language, rows: readonly TextRow[]): Buffer {
  const file = `<file original="Community Line" source-language="${SOURCE_LANGUAGE}" target-language="${language}" datatype="plaintext">`;
  return Buffer.from(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">',
      file,
      '<body>',
      ...rows.map(unitOf),
      '</body>',
      '</file>',
      '</xliff>',
      '',
    ].join('\n'),
  );
}

function unitOf(row: TextRow): string {
  const approved = row.state === 'approved' ? 'yes' : 'no';
  const note = (from: string, text: string) =>
    text === '' ? [] : [`<note from="${from}" annotates="general">${escaped(text)}</note>`];
  return [
    `<trans-unit id="${escaped(row.key)}" resname="${escaped(row.key)}" approved="${approved}" xml:space="preserve" size-unit="char" maxwidth="${row.limit}" extradata="${row.version}">`,
    `<source>${escaped(row.english)}</source>`,
    ...(row.translation === ''
      ? ['<target state="needs-translation"></target>']
      : [`<target state="${TARGET[row.state]}">${escaped(row.translation)}</target>`]),
    ...note('screen', row.screen),
    ...note('picture', row.picture),
    ...note('limit', `At most ${row.limit} characters.`),
    ...note('placeholders', row.placeholders),
    ...note(NOTE, row.note),
    '</trans-unit>',
  ].join('\n');
}

type Unit = {
  line: number;
  id: string;
  approved: boolean;
  version: string | null;
  source: string;
  target: string | null;
  state: string;
  notes: Map<string, string>;
  markup: string | null;
};
type Reading = { version: string; languages: Set<string>; units: Unit[]; inside: string[]; noteFrom: string };

/** What is wrong in it is named by its line. */
export function readXliff(text: string): CameBack {
  const wrong = (problem: string): CameBack => ({ language: null, rows: [], problems: [problem] });
  if (/<!DOCTYPE|<!ENTITY/i.test(text))
    return wrong('it defines entities of its own, which no translator’s file needs');
  const reading: Reading = { version: '', languages: new Set(), units: [], inside: [], noteFrom: '' };
  const parser = sax.parser(true);
  let broken: string | null = null;
  parser.onopentag = ({ name, attributes }) =>
    open(reading, name, attributes as Record<string, string>, parser.line + 1);
  parser.ontext = (piece) => hear(reading, piece);
  parser.oncdata = (piece) => hear(reading, piece);
  parser.onclosetag = () => reading.inside.pop();
  parser.onerror = (error) => {
    broken ??= `it breaks in line ${parser.line + 1}: ${error.message.split('\n', 1)[0]}`;
    parser.resume();
  };
  parser.write(text.replace(/^\ufeff/, '')).close();
  if (broken) return wrong(broken);
  if (reading.version !== '1.2')
    return wrong(`it is XLIFF ${reading.version || 'of an unknown version'}; send XLIFF 1.2`);
  if (reading.languages.size > 1) return wrong(`it names more than one language: ${[...reading.languages].join(', ')}`);
  const [language = null] = reading.languages;
  return { language, rows: reading.units.map(rowOf), problems: [] };
}

/** Tools put their own prefix before the names of the format. */
const bare = (name: string): string => name.replace(/^.*:/, '');

function open(reading: Reading, name: string, attributes: Record<string, string>, line: number): void {
  const called = bare(name);
  const unit = reading.units.at(-1);
  const [parent] = reading.inside.slice(-1);
  reading.inside.push(called);
  if (called === 'xliff') reading.version = attributes.version ?? '';
  if (called === 'file' && attributes['target-language']) reading.languages.add(attributes['target-language']);
  if (called === 'trans-unit') reading.units.push(newUnit(attributes, line));
  if (called === 'note') reading.noteFrom = attributes.from ?? '';
  if (!unit || parent === undefined) return;
  if (called === 'target' && parent === 'trans-unit') {
    unit.target = '';
    unit.state = attributes.state ?? '';
  }
  if (parent === 'target' || (parent === 'source' && called !== 'target')) unit.markup ??= called;
}

const newUnit = (attributes: Record<string, string>, line: number): Unit => ({
  line,
  id: attributes.id ?? '',
  approved: attributes.approved === 'yes',
  version: attributes.extradata ?? null,
  source: '',
  target: null,
  state: '',
  notes: new Map(),
  markup: null,
});

function hear(reading: Reading, piece: string): void {
  const unit = reading.units.at(-1);
  const [parent, called] = reading.inside.slice(-2);
  if (!unit) return;
  if (called === 'source' && parent === 'trans-unit') unit.source += piece;
  if (called === 'target' && parent === 'trans-unit') unit.target = (unit.target ?? '') + piece;
  if (called === 'note') unit.notes.set(reading.noteFrom, (unit.notes.get(reading.noteFrom) ?? '') + piece);
}

const rowOf = (unit: Unit): CameBackRow => ({
  at: `line ${unit.line}`,
  key: unit.id,
  english: plainly(unit.source),
  translation: plainly(unit.target ?? ''),
  state: unit.approved || READ_STATES.includes(unit.state) ? 'read' : 'machine',
  reviewer: null,
  note: unit.notes.get(NOTE) ?? '',
  version: unit.version,
  ...(unit.markup && { fault: `it has markup in it (<${unit.markup}>); the text must be plain` }),
});
