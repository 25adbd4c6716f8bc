import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** A row of a Markdown table, cell by cell; heads and rules are left out. */
export type Row = { line: number; cells: string[] };

/** The rows of all tables of a document whose first cell is no heading of a table. */
export function tableRows(document: string): Row[] {
  const lines = readFileSync(join(ROOT, document), 'utf8').split('\n');
  return lines.flatMap((text, at) => {
    const isRow = text.startsWith('| ') && !isRule(text) && !isRule(lines[at + 1] ?? '');
    return isRow
      ? [
          {
            line: at + 1,
            cells: text
              .slice(1, -1)
              .split(/(?<!\\)\|/)
              .map((cell) => cell.trim()),
          },
        ]
      : [];
  });
}

const isRule = (text: string): boolean => /^\|( ?:?-+:? ?\|)+$/.test(text);

/** What a cell names: `test/….ts` “title”, any number of them. */
export function namedTests(cell: string): { file: string; title: string }[] {
  return [...cell.matchAll(/`(test\/[^`]+\.ts)` “([^”]+)”/g)].map(([, file = '', title = '']) => ({ file, title }));
}

/** Why a named test cannot be the one that is meant, or null when it is there. */
export function missing({ file, title }: { file: string; title: string }): string | null {
  const path = join(ROOT, file);
  if (!existsSync(path)) return `there is no ${file}`;
  const source = readFileSync(path, 'utf8').replaceAll(/\\(['`])/g, '$1');
  return source.includes(title) ? null : `${file} has no test “${title}”`;
}
