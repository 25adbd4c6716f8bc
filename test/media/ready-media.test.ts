import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { LARGEST_MEDIA_BYTES, type ReadyMedia } from '../../src/core/domain/media.ts';
import { makeReady } from '../../src/media/ready-media.ts';
import {
  animatedPng,
  animatedWebp,
  CANARIES,
  cmykJpeg,
  jpegWithEverything,
  pixelBomb,
  pngWithText,
  webpWithNotes,
} from './make-pictures.ts';

const shown = (media: ReadyMedia): Buffer => {
  if (media.kind !== 'file') throw new Error(`not shown: ${media.kind}`);
  return Buffer.from(media.bytes);
};

describe('a picture made ready for staff', () => {
  const pictures: [string, () => Promise<Buffer>, string][] = [
    ['a JPEG with GPS, author, XMP, IPTC, comment and profile', () => jpegWithEverything(), 'jpg'],
    ['a PNG with text chunks', () => pngWithText(), 'png'],
    ['a WebP with EXIF and XMP', () => webpWithNotes(), 'webp'],
    ['a lossless WebP with EXIF and XMP', () => webpWithNotes(true), 'webp'],
    ['an animated WebP with EXIF and XMP', () => animatedWebp(), 'webp'],
  ];
  it.each(pictures)('%s holds its pixels and nothing else', async (_name, make, extension) => {
    const before = await make();
    expect(CANARIES.some((canary) => before.includes(canary))).toBe(true);
    const media = await makeReady(before);
    expect(media).toMatchObject({ kind: 'file', extension, warning: null });
    const after = shown(media);
    for (const canary of CANARIES) expect(after.includes(canary)).toBe(false);
    const { exif, xmp, iptc, icc, comments, orientation, pages } = await sharp(after, { animated: true }).metadata();
    expect({ exif, xmp, iptc, icc, comments, orientation }).toEqual({});
    expect(pages).toBe((await sharp(before, { animated: true }).metadata()).pages);
  });

  it('stands upright once the note of how the camera was held is gone', async () => {
    const after = shown(await makeReady(await jpegWithEverything(6)));
    const { data, info } = await sharp(after).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([40, 60]);
    // Turned to the right, the red half is above and the blue one below.
    expect(data[0]).toBeGreaterThan(200);
    expect(data[info.width * (info.height - 1) * info.channels]).toBeLessThan(60);
  });

  it('shows a picture for print in the colours of a screen', async () => {
    const before = await cmykJpeg();
    expect((await sharp(before).metadata()).space).toBe('cmyk');
    const { space, icc } = await sharp(shown(await makeReady(before))).metadata();
    expect([space, icc]).toEqual(['srgb', undefined]);
  });

  it('shows a picture that arrived in part, without what stood at its head', async () => {
    const before = await jpegWithEverything();
    const after = shown(await makeReady(before.subarray(0, before.length - 60)));
    expect(CANARIES.filter((canary) => after.includes(canary))).toEqual([]);
    expect((await sharp(after).metadata()).width).toBe(60);
  });

  it('is refused when it would unpack to more than a machine should hold', async () => {
    const bomb = pixelBomb(30_000);
    expect(bomb.length).toBeLessThan(100_000);
    const before = process.memoryUsage().rss;
    expect(await makeReady(bomb)).toEqual({ kind: 'too_many_pixels' });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('leaves the event loop free, however many come at once', async () => {
    const large = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: 'green' } })
      .jpeg()
      .toBuffer();
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 5);
    const began = performance.now();
    await Promise.all(Array.from({ length: 6 }, () => makeReady(large)));
    const took = performance.now() - began;
    clearInterval(timer);
    expect(turns).toBeGreaterThan(took / 50);
  });
});

describe('what cannot be made anew', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1');
  const others: [string, () => Buffer | Promise<Buffer>, string, string][] = [
    ['an animated PNG', () => animatedPng(), 'png', 'picture'],
    ['a broken picture', () => bytes('\xff\xd8\xff\xe0 nothing that follows is a picture'), 'jpg', 'picture'],
    ['an HEIC', () => bytes('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), 'heic', 'picture'],
    ['a GIF', () => bytes('GIF89a\x01\0\x01\0'), 'gif', 'picture'],
    ['a video', () => bytes('\0\0\0\x18ftypisom\0\0\x02\0isomiso2'), 'mp4', 'video'],
    ['a QuickTime film', () => bytes('\0\0\0\x14ftypqt  \0\0\0\0'), 'mov', 'video'],
    ['a voice', () => bytes('OggS\0\x02\0\0'), 'ogg', 'sound'],
    ['a recording of a phone', () => bytes('\0\0\0\x18ftypM4A \0\0\0\0'), 'm4a', 'sound'],
    ['a recording of a browser', () => bytes('\x1aE\xdf\xa3....webm....A_OPUS'), 'weba', 'sound'],
    ['a film of a browser', () => bytes('\x1aE\xdf\xa3....webm....A_OPUS....V_VP8'), 'webm', 'video'],
    ['a PDF', () => bytes('%PDF-1.7\n/Author (Petar)'), 'pdf', 'document'],
    ['an office file', () => bytes('PK\x03\x04........word/document.xml'), 'docx', 'document'],
    ['an old office file', () => bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'doc', 'document'],
    ['a note', () => Buffer.from('Šta se desilo'), 'txt', 'document'],
    ['anything else', () => bytes('\0\x01\x02\x03'), 'bin', 'unknown'],
    ['nothing at all', () => Buffer.alloc(0), 'bin', 'unknown'],
  ];
  it.each(others)(
    '%s goes as it is, named by its content, and says what it may hold',
    async (_name, make, extension, warning) => {
      const before = await make();
      expect(await makeReady(before)).toEqual({ kind: 'file', bytes: before, extension, warning });
    },
  );

  it('is not passed on beyond 20 MB', async () => {
    expect(await makeReady(new Uint8Array(LARGEST_MEDIA_BYTES + 1))).toEqual({ kind: 'too_large' });
  });
});
