import { inflateSync } from 'node:zlib';

/** What a PDF of ours says, page by page, read from its text operators and the fonts' ToUnicode maps. Not a reader of any PDF. */
export function pdfPages(bytes: Uint8Array): string[] {
  const objects = objectsOf(Buffer.from(bytes));
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head));
  return pages.map(({ head }) => {
    const content = streamOf(objects, /\/Contents (\d+) 0 R/.exec(head)?.[1]);
    const resources = objects.get(/\/Resources (\d+) 0 R/.exec(head)?.[1] ?? '')?.head ?? head;
    const fonts = new Map<string, Map<string, string>>();
    for (const [, name = '', id] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id ?? '')?.head ?? '')?.[1];
      fonts.set(name, unicodeMap(streamOf(objects, map)));
    }
    return textOf(content, fonts);
  });
}

/** The words with every space left out: where a line is broken, the library drops or keeps one. */
export const unspaced = (text: string): string => text.replace(/\s+/g, '');

type PdfObject = { head: string; stream: Buffer | null };

function objectsOf(file: Buffer): Map<string, PdfObject> {
  const raw = file.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const match of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const body = match[2] ?? '';
    const at = body.indexOf('stream\n');
    const stream = at < 0 ? null : Buffer.from(body.slice(at + 7, body.lastIndexOf('\nendstream')), 'latin1');
    objects.set(match[1] ?? '', { head: at < 0 ? body : body.slice(0, at), stream });
  }
  return objects;
}

function streamOf(objects: Map<string, PdfObject>, id: string | undefined): string {
  const found = objects.get(id ?? '');
  if (!found?.stream) return '';
  const bytes = found.head.includes('/FlateDecode') ? inflateSync(found.stream) : found.stream;
  return bytes.toString('latin1');
}

const fromHex = (hex: string): string => Buffer.from(hex.replace(/\s/g, ''), 'hex').swap16().toString('utf16le');

function unicodeMap(cmap: string): Map<string, string> {
  const map = new Map<string, string>();
  for (const [, first = '', list = ''] of cmap.matchAll(/<([\da-f]{4})> <[\da-f]{4}> \[([^\]]*)\]/gi)) {
    const texts = [...list.matchAll(/<([\da-f\s]*)>/gi)].map((entry) => fromHex(entry[1] ?? ''));
    texts.forEach((text, index) => {
      map.set((Number.parseInt(first, 16) + index).toString(16).padStart(4, '0'), text);
    });
  }
  return map;
}

function textOf(content: string, fonts: Map<string, Map<string, string>>): string {
  let font = new Map<string, string>();
  let text = '';
  for (const [operation, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = fonts.get(name) ?? new Map();
    for (const [, hex = ''] of (shown ?? '').matchAll(/<([\da-f]*)>/gi))
      for (const glyph of hex.match(/.{4}/g) ?? []) text += font.get(glyph.toLowerCase()) ?? '\uFFFD';
    if (operation.endsWith('TJ')) text += ' ';
  }
  return text;
}
