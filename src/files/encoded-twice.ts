const UPPER = Uint8Array.from({ length: 128 }, (_, index) => 128 + index);
/** What programs take the bytes of UTF-8 for, beside Latin-1, whose signs for 0x80 to 0x9f are in each of these. */
const TABLES = [lettersOfWestern(), lettersOf('windows-1250'), lettersOf('macintosh')].map(bytesOf);

/** Two letters that are as they should be may by chance stand beside each other as such a pair does; most do not. */
const MOST = 0.75;

/** Text whose UTF-8 was read as single bytes and saved so, such as “Ã«” for “ë”: the first of it. Null where letters are as they should be. */
export function encodedTwice(text: string): string | null {
  const found = text.replace(/^\ufeff/, '').match(/[^\0-\x7f]+/g) ?? [];
  for (const table of TABLES) {
    const misread = found.filter((one) => isMisread(one, table));
    const [first] = misread;
    if (first !== undefined && (misread.length > found.length * MOST || isMark(first, table))) return first;
  }
  return null;
}

type Table = ReadonlyMap<string, number>;

function lettersOf(table: string): string[] {
  return [...new TextDecoder(table).decode(UPPER)];
}

/** Windows-1252, written out: for its 0x80 to 0x9f some versions of Node's decoder give Latin-1. */
function lettersOfWestern(): string[] {
  const signs = [...'€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'];
  return [...UPPER].map((byte, index) => signs[index] ?? String.fromCharCode(byte));
}

function bytesOf(letters: readonly string[]): Table {
  const latin1 = [...UPPER.subarray(0, 32)].map((byte): [string, number] => [String.fromCharCode(byte), byte]);
  return new Map([...latin1, ...letters.map((letter, index): [string, number] => [letter, 128 + index])]);
}

/** Its letters, as bytes of this table, are UTF-8. */
const isMisread = (letters: string, table: Table): boolean => meantBy(letters, table) !== null;

/** The mark at the beginning of a file, which nobody writes. */
const isMark = (letters: string, table: Table): boolean => meantBy(letters, table)?.startsWith('\ufeff') ?? false;

function meantBy(letters: string, table: Table): string | null {
  const bytes = [...letters].map((letter) => table.get(letter));
  if (!bytes.every((byte) => byte !== undefined)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
}
