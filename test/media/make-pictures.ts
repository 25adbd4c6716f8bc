import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** What must be found nowhere once a picture was made anew. */
export const CANARIES = [
  'Petar Canary',
  'GPS Canary',
  '<x:xmpmeta',
  'tEXt Canary',
  'IPTC Canary',
  'ICC Canary',
  'COM Canary',
];

/** A camera's notes: who, where (42.89 N, 20.87 E), and that the picture lies on its side. */
const EXIF = {
  IFD0: { Artist: 'Petar Canary', Copyright: 'Petar Canary', ImageDescription: 'GPS Canary' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '42/1 53/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '20/1 52/1 0/1' },
};
const XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>';

/** Two halves, red and blue, so that one sees which side is up. */
const plain = (width: number, height: number) => {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at += 1) pixels[at * 3 + (at % width < width / 2 ? 0 : 2)] = 255;
  return sharp(pixels, { raw: { width, height, channels: 3 } });
};

const withNotes = (picture: Sharp, orientation = 1) =>
  picture.withMetadata({ orientation }).withExif(EXIF).withXmp(XMP).withIccProfile('p3');

/** A segment of a JPEG after its first two bytes. */
function intoJpeg(jpeg: Buffer, marker: number, content: string): Buffer {
  const body = Buffer.from(content, 'latin1');
  const head = Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

export function pngChunk(name: string, content: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(content.length, 0);
  numbers.writeUInt32BE(crc32(typed) >>> 0, 4);
  return Buffer.concat([numbers.subarray(0, 4), typed, numbers.subarray(4)]);
}

const afterHeader = (png: Buffer, ...chunks: Buffer[]) =>
  Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);

export async function jpegWithEverything(orientation = 1): Promise<Buffer> {
  const jpeg = await withNotes(plain(60, 40), orientation).jpeg().toBuffer();
  const iptc = intoJpeg(jpeg, 0xed, 'Photoshop 3.0\0IPTC Canary');
  return intoJpeg(iptc, 0xfe, 'COM Canary');
}

export async function pngWithText(): Promise<Buffer> {
  const png = await withNotes(plain(60, 40)).png().toBuffer();
  return afterHeader(
    png,
    pngChunk('tEXt', Buffer.from('Author\0tEXt Canary')),
    pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync('tEXt Canary')])),
    pngChunk('tIME', Buffer.from([7, 230, 1, 2, 3, 4, 5])),
  );
}

export const webpWithNotes = (lossless = false) => withNotes(plain(60, 40)).webp({ lossless }).toBuffer();

export async function animatedWebp(): Promise<Buffer> {
  const frames = await Promise.all(['red', 'blue'].map((background) => frame(background)));
  return withNotes(sharp(frames, { join: { animated: true } }))
    .webp()
    .toBuffer();
}

const frame = (background: string) =>
  sharp({ create: { width: 20, height: 20, channels: 3, background } })
    .png()
    .toBuffer();

export async function animatedPng(): Promise<Buffer> {
  return afterHeader(await plain(20, 20).png().toBuffer(), pngChunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])));
}

export const cmykJpeg = () => plain(60, 40).toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer();

/** A picture of `side` × `side` white pixels in a file of some kilobytes a hundred million of them. */
export function pixelBomb(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const row = Buffer.alloc(1 + Math.ceil(side / 8), 0xff);
  row[0] = 0;
  const pixels = deflateSync(Buffer.concat(Array.from({ length: Math.min(side, 2000) }, () => row)), { level: 9 });
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}
