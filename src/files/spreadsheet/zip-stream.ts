import { Readable } from 'node:stream';
import { crc32, createDeflateRaw, inflateRawSync } from 'node:zlib';

/*
 * A ZIP as a stream (APPNOTE 6.3, section 4.3): how long a part gets is not known when it begins, so its size and checksum stand after it, and
 * memory holds no more than what is being packed.
 */

export type ZipPart = { name: string; content: Buffer | AsyncIterable<string> };

const VERSION = 20;
/** Sizes stand behind the part (bit 3), and names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1 January 1980: the first day a ZIP knows, and no hint of who made it when. */
const FIRST_DAY = 0x0021;

export async function* zipStream(parts: AsyncIterable<ZipPart>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const { name, content } of parts) {
    const begins = offset;
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(VERSION, 0);
    facts.writeUInt16LE(FLAGS, 2);
    facts.writeUInt16LE(DEFLATED, 4);
    facts.writeUInt16LE(FIRST_DAY, 8);
    facts.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, Buffer.from(name)]);
    yield local;
    offset += local.length;
    let [crc, size, packed] = [0, 0, 0];
    const counted = async function* () {
      const pieces = Buffer.isBuffer(content) ? [content] : content;
      for await (const piece of pieces) {
        const bytes: Buffer = typeof piece === 'string' ? Buffer.from(piece) : piece;
        crc = crc32(bytes, crc);
        size += bytes.length;
        yield bytes;
      }
    };
    const source = Readable.from(counted(), { objectMode: false });
    const deflate = createDeflateRaw({ level: 6 });
    // Whoever stops reading stops the rows; what goes wrong with them ends the file with that error.
    source.on('error', (error) => deflate.destroy(error));
    deflate.on('close', () => source.destroy());
    for await (const bytes of source.pipe(deflate)) {
      packed += bytes.length;
      yield bytes;
    }
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc, 0);
    sizes.writeUInt32LE(packed, 4);
    sizes.writeUInt32LE(size, 8);
    yield Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), sizes]);
    offset += packed + 16;
    sizes.copy(facts, 10);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(begins, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, where, Buffer.from(name)]));
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  yield Buffer.concat([index, end]);
}

/** The parts of a small ZIP that we made ourselves. */
export function unzip(file: Buffer): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  const end = file.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.subarray(at + 46, at + 46 + nameLength).toString();
    const local = file.readUInt32LE(at + 42);
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const packed = file.subarray(from, from + file.readUInt32LE(at + 20));
    parts.set(name, file.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed));
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return parts;
}
