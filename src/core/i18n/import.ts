import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { live } from '../domain/text/inert.ts';
import { COLUMNS } from './export.ts';
import { placeholders } from './placeholders.ts';
import { sourceOf, wantedKeys } from './plurals.ts';
import { REVIEW_STATES, type Review, type ReviewEntry, sourceHash, textHash } from './review.ts';
import { SOURCE_LANGUAGE } from './texts.ts';

export type ImportProblem = { row: number; key: string; message: string };
export type Imported =
  | { ok: true; strings: Map<string, string>; reviewed: Record<string, ReviewEntry> }
  | { ok: false; problems: ImportProblem[] };

type Row = Record<(typeof COLUMNS)[number], string>;

/** Reads a translator's spreadsheet back. All or nothing: one bad row refuses the whole, with every bad row named. */
export function importStrings(csv: string, english: ReadonlyMap<string, string>): Imported {
  const table = readTable(csv);
  if (!table.ok) return { ok: false, problems: [{ row: 1, key: '', message: table.message }] };
  const strings = new Map<string, string>();
  const reviewed: Record<string, ReviewEntry> = {};
  const problems: ImportProblem[] = [];
  table.rows.forEach((row, index) => {
    const message = strings.has(row.key) ? 'the key comes twice' : refusalOf(row, english);
    if (message) problems.push({ row: index + 2, key: row.key, message });
    else if (row.translation) strings.set(row.key, row.translation);
    if (!message && (row.state !== 'machine' || row.note)) reviewed[row.key] = entryOf(row);
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, strings, reviewed };
}

function readTable(csv: string): { ok: true; rows: Row[] } | { ok: false; message: string } {
  let cells: string[][];
  try {
    cells = parse(csv, { bom: true, relax_column_count: true, skip_empty_lines: true });
  } catch {
    return { ok: false, message: 'this is not a table of comma-separated values' };
  }
  const [header = [], ...rows] = cells;
  const missing = COLUMNS.filter((column) => !header.includes(column));
  if (missing.length > 0) return { ok: false, message: `these columns are missing: ${missing.join(', ')}` };
  const at = (row: string[], column: string) => live(row[header.indexOf(column)] ?? '').normalize('NFC');
  return {
    ok: true,
    rows: rows.map((row) => Object.fromEntries(COLUMNS.map((column) => [column, at(row, column)])) as Row),
  };
}

function refusalOf(row: Row, english: ReadonlyMap<string, string>): string | null {
  const source = sourceOf(row.key, english);
  if (source === undefined) return 'there is no text with this key';
  if (row.english !== source) return 'the English has changed since this was exported; export again';
  if (!REVIEW_STATES.some((state) => state === row.state))
    return `the state must be one of: ${REVIEW_STATES.join(', ')}`;
  if (row.state !== 'machine' && namesIn(row.reviewer).length === 0) return 'a reviewed text needs the reviewer';
  if (row.state !== 'machine' && !row.translation) return 'an empty text cannot be reviewed';
  if (row.translation && placeholders(row.translation).join() !== placeholders(source).join())
    return `the placeholders must stay as they are: ${
      placeholders(source)
        .map((name) => `{{${name}}}`)
        .join(' ') || 'none'
    }`;
  return null;
}

const namesIn = (cell: string): string[] =>
  cell
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Whoever is named in a row that is marked as read has read it as it stands there. */
function entryOf(row: Row): ReviewEntry {
  const hashes = { sourceHash: sourceHash(row.english), textHash: textHash(row.translation) };
  const readings = row.state === 'machine' ? [] : namesIn(row.reviewer).map((reader) => ({ reader, ...hashes }));
  return {
    ...(row.note && { note: row.note }),
    ...(readings.length > 0 ? { readings } : { state: 'machine' as const }),
  };
}

/** Puts the imported reviews in the place of the language's earlier ones; a dialect once noted stays. */
export function withReviews(review: Review, language: string, reviewed: Record<string, ReviewEntry>): Review {
  const before = review[language] ?? { default: { state: 'machine' as const }, strings: {} };
  const strings = Object.fromEntries(
    Object.entries(reviewed).map(([key, entry]) => {
      const dialect = before.strings[key]?.dialect;
      return [key, { ...entry, ...(dialect && { dialect }) }];
    }),
  );
  return { ...review, [language]: { ...before, strings } };
}

/** Writes a language's files in the shape and order of the English ones. */
export function writeStrings(localesDir: string, language: string, strings: ReadonlyMap<string, string>): void {
  const source = join(localesDir, SOURCE_LANGUAGE);
  for (const file of readdirSync(source).filter((name) => name.endsWith('.json') && !name.startsWith('staff'))) {
    const namespace = file.slice(0, -'.json'.length);
    const tree = JSON.parse(readFileSync(join(source, file), 'utf8')) as Tree;
    const filled = fill(tree, `${namespace}:`, strings, language) ?? {};
    writeFileSync(join(localesDir, language, file), `${JSON.stringify(filled, null, 2)}\n`);
  }
}

type Tree = { [key: string]: string | Tree };

function fill(tree: Tree, prefix: string, strings: ReadonlyMap<string, string>, language: string): Tree | undefined {
  const entries = [...wantedKeys(new Set(Object.keys(tree)), language)].flatMap((key) => {
    const below = tree[key];
    const filled =
      typeof below === 'object' ? fill(below, `${prefix}${key}.`, strings, language) : strings.get(prefix + key);
    return filled === undefined ? [] : [[key, filled] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
