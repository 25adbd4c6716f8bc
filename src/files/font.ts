export type FontFace = {
  draws: (codePoint: number) => boolean;
  /** The width of a text at size 1, without kerning: enough to choose a size by. */
  widthOf: (text: string) => number;
};

const CMAP_WINDOWS = 3;
const CMAP_FULL_UNICODE = 10;

/** Reads from a TrueType file what is needed to choose a size and to know which characters it has: tables cmap, head, hhea, hmtx. */
export function readFont(file: Uint8Array): FontFace {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const table = (tag: string): number => tableAt(view, tag);
  const glyphs = glyphsByCharacter(view, table('cmap'));
  const unitsPerEm = view.getUint16(table('head') + 18);
  const metrics = view.getUint16(table('hhea') + 34);
  const hmtx = table('hmtx');
  const advance = (glyph: number): number => view.getUint16(hmtx + 4 * Math.min(glyph, metrics - 1));
  return {
    draws: (codePoint) => glyphs.has(codePoint),
    widthOf: (text) => {
      let units = 0;
      for (const character of text) units += advance(glyphs.get(character.codePointAt(0) ?? 0) ?? 0);
      return units / unitsPerEm;
    },
  };
}

function tableAt(view: DataView, tag: string): number {
  const count = view.getUint16(4);
  for (let index = 0; index < count; index++) {
    const entry = 12 + 16 * index;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((at) => view.getUint8(entry + at)));
    if (name === tag) return view.getUint32(entry + 8);
  }
  throw new Error(`The font has no table ${tag}`);
}

/** The groups of the table for all of Unicode (format 12), which Noto Sans has. */
function glyphsByCharacter(view: DataView, cmap: number): Map<number, number> {
  const glyphs = new Map<number, number>();
  const count = view.getUint16(cmap + 2);
  for (let index = 0; index < count; index++) {
    const record = cmap + 4 + 8 * index;
    const subtable = cmap + view.getUint32(record + 4);
    const wanted = view.getUint16(record) === CMAP_WINDOWS && view.getUint16(record + 2) === CMAP_FULL_UNICODE;
    if (!wanted || view.getUint16(subtable) !== 12) continue;
    const groups = view.getUint32(subtable + 12);
    for (let group = 0; group < groups; group++) {
      const at = subtable + 16 + 12 * group;
      const first = view.getUint32(at);
      for (let code = first; code <= view.getUint32(at + 4); code++)
        glyphs.set(code, view.getUint32(at + 8) + code - first);
    }
  }
  if (glyphs.size === 0) throw new Error('The font has no table of all characters');
  return glyphs;
}
