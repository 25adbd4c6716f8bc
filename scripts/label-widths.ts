/**
 * Writes the advance widths of Roboto Medium, in which Telegram for Android sets its buttons, out of the package @fontsource/roboto:
 * `npm pack @fontsource/roboto`, unpack it, then `node --import tsx scripts/label-widths.ts package/files`.
 * Roboto is under the SIL Open Font License 1.1; only the widths of its letters are kept, and no drawing of one.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

const TARGET = 'src/core/domain/text/roboto-medium.ts';
const SETS = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext'];

/** Tables of a WOFF 1.0 file by their tag (www.w3.org/TR/WOFF). */
function tablesOf(woff: Buffer): Map<string, Buffer> {
  const tables = new Map<string, Buffer>();
  const count = woff.readUInt16BE(12);
  for (let index = 0; index < count; index += 1) {
    const at = 44 + index * 20;
    const [offset, packed, whole] = [4, 8, 12].map((field) => woff.readUInt32BE(at + field)) as [
      number,
      number,
      number,
    ];
    const bytes = woff.subarray(offset, offset + packed);
    tables.set(woff.toString('latin1', at, at + 4), packed < whole ? inflateSync(bytes) : bytes);
  }
  return tables;
}

const tableOf = (tables: Map<string, Buffer>, tag: string): Buffer => {
  const table = tables.get(tag);
  if (!table) throw new Error(`The font has no table ${tag}`);
  return table;
};

/** Characters and the glyph of each: a cmap table of format 4 (OpenType, cmap). */
function* charactersOf(cmap: Buffer): Generator<[number, number]> {
  const count = cmap.readUInt16BE(2);
  const offsets = Array.from({ length: count }, (_, index) => cmap.readUInt32BE(4 + index * 8 + 4));
  const at = offsets.find((offset) => cmap.readUInt16BE(offset) === 4);
  if (at === undefined) throw new Error('The font has no cmap of format 4');
  const segments = cmap.readUInt16BE(at + 6) / 2;
  const field = (array: number, index: number): number =>
    at + 14 + array * segments * 2 + (array > 0 ? 2 : 0) + index * 2;
  for (let index = 0; index < segments; index += 1) {
    const [end, start] = [cmap.readUInt16BE(field(0, index)), cmap.readUInt16BE(field(1, index))];
    const [delta, rangeAt] = [cmap.readUInt16BE(field(2, index)), field(3, index)];
    const range = cmap.readUInt16BE(rangeAt);
    for (let code = start; code <= end && code !== 0xffff; code += 1) {
      const found = range === 0 ? code : cmap.readUInt16BE(rangeAt + range + (code - start) * 2);
      const glyph = range === 0 || found !== 0 ? (found + delta) & 0xffff : 0;
      if (glyph !== 0) yield [code, glyph];
    }
  }
}

const folder = process.argv[2];
if (!folder) throw new Error('Say where the unpacked files are: scripts/label-widths.ts package/files');
const widths = new Map<string, number>();
let unitsPerEm = 0;
for (const set of SETS) {
  const tables = tablesOf(readFileSync(join(folder, `roboto-${set}-500-normal.woff`)));
  unitsPerEm = tableOf(tables, 'head').readUInt16BE(18);
  const [hmtx, measured] = [tableOf(tables, 'hmtx'), tableOf(tables, 'hhea').readUInt16BE(34)];
  for (const [code, glyph] of charactersOf(tableOf(tables, 'cmap')))
    widths.set(String.fromCodePoint(code), hmtx.readUInt16BE(Math.min(glyph, measured - 1) * 4));
}
const printed = [...widths].filter(([character]) => /[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(character));
const byWidth = new Map<number, string>();
for (const [character, width] of printed.toSorted(([one], [other]) => (one < other ? -1 : 1)))
  byWidth.set(width, (byWidth.get(width) ?? '') + character);
const rows = [...byWidth].toSorted(([one], [other]) => one - other);
writeFileSync(
  TARGET,
  `/** Advance widths of Roboto Medium (SIL Open Font License 1.1) out of @fontsource/roboto 5.3; made by scripts/label-widths.ts. */
export const UNITS_PER_EM = ${unitsPerEm};
export const CHARACTERS_BY_WIDTH: readonly (readonly [number, string])[] = ${JSON.stringify(rows)};
`,
);
