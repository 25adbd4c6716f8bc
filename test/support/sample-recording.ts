import { writeFileSync } from 'node:fs';
import { keepRecording, withRecording } from '../../src/core/i18n/record-voice.ts';
import { hashesOf, loadReviewed, saveReview } from '../../src/core/i18n/review.ts';
import { readLocales } from '../../src/core/i18n/texts.ts';

/** 20 ms of silence in Opus (RFC 6716, a CELT frame of one byte of configuration and two of silence). */
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);

/**
 * A sample and nobody's voice: silence, as a whole OGG/Opus file (RFC 3533, RFC 7845), made here so that no recording of a person lies among the
 * tests. `packets` of 20 ms.
 */
export function sampleRecording(packets = 50): Buffer {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 0, 'latin1');
  head.writeUInt8(1, 8);
  head.writeUInt8(1, 9);
  head.writeUInt32LE(48_000, 12);
  const name = Buffer.from('sample');
  const tags = Buffer.alloc(8 + 4 + name.length + 4);
  tags.write('OpusTags', 0, 'latin1');
  tags.writeUInt32LE(name.length, 8);
  name.copy(tags, 12);
  const sound = Array.from({ length: packets }, () => SILENCE);
  return Buffer.concat([page(0, 2, 0n, [head]), page(1, 0, 0n, [tags]), page(2, 4, BigInt(packets * 960), sound)]);
}

function page(sequence: number, flags: number, granule: bigint, packets: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(27 + packets.length);
  header.write('OggS', 0, 'latin1');
  header.writeUInt8(flags, 5);
  header.writeBigInt64LE(granule, 6);
  header.writeUInt32LE(7, 14);
  header.writeUInt32LE(sequence, 18);
  header.writeUInt8(packets.length, 26);
  for (const [index, packet] of packets.entries()) header.writeUInt8(packet.length, 27 + index);
  const whole = Buffer.concat([header, ...packets]);
  whole.writeUInt32LE(crcOf(whole), 22);
  return whole;
}

/** The checksum of an OGG page: polynomial 0x04c11db7, nothing reflected, begun with 0. */
function crcOf(bytes: Buffer): number {
  let crc = 0;
  for (const byte of bytes) {
    crc = (crc ^ (byte << 24)) >>> 0;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1) >>> 0;
  }
  return crc;
}

/** Puts a sample beside a text of these locales, heard by a reader who stands in them. */
export function speakSample(localesDir: string, language: string, key: string, bytes = sampleRecording()): void {
  writeFileSync(
    `${localesDir}/readers.json`,
    JSON.stringify([{ name: 'Sample Readers', languages: ['sq', 'sr-Latn', 'rom'] }]),
  );
  const reviewed = loadReviewed(localesDir, readLocales(localesDir).strings);
  if (!hashesOf(reviewed, language, key)) throw new Error(`no text ${key} in ${language}`);
  const kept = withRecording(reviewed, { language, key, reader: 'Sample Readers', bytes });
  if (!kept.ok) throw new Error(kept.problem);
  saveReview(localesDir, kept.review);
  const file = `${localesDir}/sample.tmp`;
  writeFileSync(file, bytes);
  keepRecording(localesDir, language, key, file);
}
