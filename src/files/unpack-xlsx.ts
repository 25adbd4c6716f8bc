import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';

/** All parts together, as they really unpack: what the file says of itself is not believed. */
const MOST_UNPACKED = 48 * 1024 * 1024;
const MOST_PARTS = 1_000;
const MOST_ELEMENTS = 1_000_000;
/** Entities unfold like a second archive, and no spreadsheet has any. */
const NOT_OURS = [Buffer.from('<!DOCTYPE'), Buffer.from('<!ENTITY')];
const inflate = promisify(inflateRaw);

type Part = { name: Buffer; bytes: Buffer };

/**
 * The XML parts of a ZIP (APPNOTE 6.3, sections 4.3 and 4.4), packed anew without compression: whoever reads it then meets no other
 * sizes and no other parts than those counted here. Null when it is no ZIP we can read; `too_large` when it unpacks to more than any
 * table of offers, which costs no more than the bound itself.
 */
export async function unpackXlsx(file: Buffer): Promise<Buffer | 'too_large' | null> {
  try {
    return await repack(file);
  } catch (error) {
    const { code } = error as { code?: unknown };
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : null;
  }
}

async function repack(file: Buffer): Promise<Buffer | 'too_large' | null> {
  const end = file.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0) return null;
  const count = file.readUInt16LE(end + 10);
  if (count > MOST_PARTS) return 'too_large';
  const parts: Part[] = [];
  let left = MOST_UNPACKED;
  let elements = 0;
  // Entries may point at the same bytes: reading them over and over costs as well.
  let packed = 0;
  let at = file.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    const entry = readEntry(file, at);
    at = entry.next;
    if (!/\.(xml|rels)$/i.test(entry.name.toString())) continue;
    packed += entry.packed.length;
    if (packed > file.length) return null;
    const bytes = await unpack(entry, left);
    left -= bytes.length;
    elements += countElements(bytes);
    if (left <= 0 || elements > MOST_ELEMENTS) return 'too_large';
    if (NOT_OURS.some((mark) => bytes.includes(mark))) return null;
    parts.push({ name: entry.name, bytes });
  }
  return pack(parts);
}

type Entry = { name: Buffer; packed: Buffer; method: number; next: number };

/** An entry of the central directory, with its data found by its local header. */
function readEntry(file: Buffer, at: number): Entry {
  if (file.readUInt32LE(at) !== 0x02014b50) throw new Error('no entry');
  const nameLength = file.readUInt16LE(at + 28);
  const next = at + 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  const local = file.readUInt32LE(at + 42);
  const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  return {
    name: file.subarray(at + 46, at + 46 + nameLength),
    packed: file.subarray(from, from + file.readUInt32LE(at + 20)),
    method: file.readUInt16LE(at + 10),
    next,
  };
}

/** Off the event loop, and never more than what is left. */
async function unpack({ packed, method }: Entry, left: number): Promise<Buffer> {
  if (method === 0) return packed;
  if (method !== 8) throw new Error('packed in a way that no spreadsheet is');
  return inflate(packed, { maxOutputLength: Math.max(left, 1) });
}

function countElements(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf('<'); at >= 0; at = bytes.indexOf('<', at + 1)) count += 1;
  return count / 2;
}

const VERSION = 20;

function pack(parts: Part[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of parts) {
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(VERSION, 0);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(bytes.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from('PK\x03\x04', 'latin1'), facts, name, bytes);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    const made = Buffer.alloc(2);
    made.writeUInt16LE(VERSION);
    directory.push(Buffer.from('PK\x01\x02', 'latin1'), made, facts, where, name);
    offset += 30 + name.length + bytes.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, index, end]);
}
