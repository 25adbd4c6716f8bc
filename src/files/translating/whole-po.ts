import { cut } from '../../core/domain/text/cut.ts';

const KEYWORD = String.raw`msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?`;
const QUOTED = String.raw`"(?:[^"\\]|\\.)*"`;
const LINE = new RegExp(`^(?:(?:(?:${KEYWORD})\\s*)?${QUOTED}\\s*)+$`);
const PIECES = new RegExp(`(?:(${KEYWORD})\\s*)?(${QUOTED})`, 'g');
/** Of the entry before it. */
const GOES_ON = /^(?:"|msgs)/;
/** What is said of the entry under it. */
const OF_NEXT = /^#[.:,|]/;
const OLD = /^#~\|?\s*/;
const LONGEST_NAME = 60;

/** In the order in which they stand in an entry; with the last it is whole. */
const STAGES = ['said', 'msgctxt', 'msgid', 'msgid_plural', 'msgstr'] as const;
type Stage = (typeof STAGES)[number];
type Entry = { line: number; stage: Stage; context: string; id: string };

/**
 * What keeps a PO file from being whole: one that breaks off is read by libraries as if nothing were missing. The last whole entry is named, for
 * there the rest can be looked for. Null of a file that is whole.
 */
export function faultOfPo(text: string): string | null {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim());
  const entries: Entry[] = [];
  for (const [index, line] of lines.entries()) {
    const said = line.replace(OLD, '');
    if (OF_NEXT.test(line)) put(entries, index, 'said', '""');
    if (said === '' || said.startsWith('#')) continue;
    if (!LINE.test(said)) return faultIn(said, index, GOES_ON.test(line) ? entries.slice(0, -1) : entries);
    if (line !== said) continue;
    for (const [, keyword, quoted = '""'] of said.matchAll(PIECES)) put(entries, index, stageOf(keyword), quoted);
  }
  const open = entries.find((one) => !isWhole(one));
  if (!open) return null;
  return open === entries.at(-1)
    ? breaksOff(
        lines.findLastIndex((line) => line !== ''),
        entries,
      )
    : `the entry ${nameOf(open)} in line ${open.line + 1} has no msgstr`;
}

const isWhole = ({ stage }: Entry): boolean => stage === 'msgstr';

/** Null: a text goes on. */
const stageOf = (keyword: string | undefined): Stage | null =>
  STAGES.find((stage) => stage === keyword?.replace(/\[.*/, '')) ?? null;

function put(entries: Entry[], line: number, stage: Stage | null, quoted: string): void {
  let entry = entries.at(-1);
  const goesBack = stage !== null && entry !== undefined && STAGES.indexOf(stage) < STAGES.indexOf(entry.stage);
  if (entry === undefined || goesBack) {
    entry = { line, stage: 'said', context: '', id: '' };
    entries.push(entry);
  }
  entry.stage = stage ?? entry.stage;
  if (entry.stage === 'msgctxt') entry.context += quoted.slice(1, -1);
  if (entry.stage === 'msgid') entry.id += quoted.slice(1, -1);
}

function faultIn(line: string, index: number, entries: readonly Entry[]): string {
  const marks = line.replace(/\\./g, '').split('"').length - 1;
  return marks > 2 && marks % 2 === 0
    ? `line ${index + 1} has a quotation mark within a text; write \\" for it`
    : breaksOff(index, entries);
}

function breaksOff(index: number, entries: readonly Entry[]): string {
  const last = entries.findLast(isWhole);
  const where = last ? `after ${nameOf(last)}, the last that is whole` : 'before anything in it is whole';
  return `it breaks off in line ${index + 1}, ${where}; send the whole file`;
}

const nameOf = ({ context, id }: Entry): string =>
  context === '' && id === '' ? 'its header' : `“${cut(context || id, LONGEST_NAME)}”`;
