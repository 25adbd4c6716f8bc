import type sharpFunction from 'sharp';

type Library = typeof sharpFunction;
type Picture = ReturnType<Library>;

/** Of what is unpacked: three bytes each, so some 150 MB at once. The cameras of phones take 12 to 50 million. */
const MOST_PIXELS = 50_000_000;
/** So many pictures are unpacked at once in a process; the others wait. */
const AT_ONCE = 2;
const LONGEST_SECONDS = 30;
/** Formats that pictures of residents are made anew in. Nothing else that the library could read is ever given to it. */
const LOADERS = ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'];

let loaded: Promise<Library> | undefined;

/** Loaded when the first picture comes. Each picture takes one thread beside the event loop, and none stays in memory afterwards. */
async function load(): Promise<Library> {
  const { default: sharp } = await import('sharp');
  sharp.concurrency(1);
  sharp.cache(false);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: LOADERS });
  return sharp;
}

/** The library, or why it cannot be had: without it no picture may pass, as it is or otherwise. */
export const pictureLibrary = (): Promise<Library> => {
  loaded ??= load();
  return loaded;
};

export type CleanPicture =
  | { kind: 'clean'; bytes: Uint8Array }
  /** It would unpack to more than `MOST_PIXELS`. */
  | { kind: 'too_many_pixels' }
  /** Broken, or of a sort whose pixels cannot be had whole (an animated PNG). */
  | { kind: 'unreadable' };

/**
 * A JPEG, PNG or WebP made anew from its pixels: upright, in sRGB, and without EXIF, GPS, XMP, IPTC, comments, colour profiles, thumbnails and
 * text chunks. Throws when the library itself cannot be had.
 */
export async function cleanPicture(bytes: Uint8Array, format: 'jpg' | 'png' | 'webp'): Promise<CleanPicture> {
  const sharp = await pictureLibrary();
  if (format === 'png' && isAnimatedPng(bytes)) return { kind: 'unreadable' };
  return inTurn(async () => {
    try {
      return await makeAnew(sharp, bytes, format);
    } catch {
      return { kind: 'unreadable' };
    }
  });
}

async function makeAnew(sharp: Library, bytes: Uint8Array, format: 'jpg' | 'png' | 'webp'): Promise<CleanPicture> {
  // A picture that arrived in part is shown in part, as every viewer would.
  const open = () =>
    sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'none', animated: format === 'webp' }).timeout({
      seconds: LONGEST_SECONDS,
    });
  // From the head of the file, before a pixel is unpacked. Of an animation the height is that of all its pictures together.
  const header = await sharp(bytes, { limitInputPixels: false, animated: format === 'webp' }).metadata();
  if (header.width * header.height > MOST_PIXELS) return { kind: 'too_many_pixels' };
  const animated = (header.pages ?? 1) > 1;
  const upright = animated ? open() : open().autoOrient();
  const encoded = ENCODE[format](upright.toColourspace('srgb'), isLossless(bytes));
  return { kind: 'clean', bytes: await encoded.toBuffer() };
}

const ENCODE = {
  jpg: (picture: Picture) => picture.jpeg({ quality: 90 }),
  png: (picture: Picture) => picture.png(),
  webp: (picture: Picture, lossless: boolean) => picture.webp(lossless ? { lossless } : { quality: 90 }),
};

const inBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Of a WebP: its pixels lie in a chunk of this name. */
const isLossless = (bytes: Uint8Array): boolean => inBuffer(bytes).subarray(0, 4096).includes('VP8L');

/** Its further pictures are in chunks that the library passes over, so that it would be cut to its first. */
function isAnimatedPng(bytes: Uint8Array): boolean {
  const buffer = inBuffer(bytes);
  let at = 8;
  while (at + 8 <= buffer.length) {
    const name = buffer.toString('latin1', at + 4, at + 8);
    if (name === 'acTL') return true;
    if (name === 'IDAT') return false;
    at += 12 + buffer.readUInt32BE(at);
  }
  return false;
}

const waiting: (() => void)[] = [];
let free = AT_ONCE;

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (free > 0) free -= 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}
