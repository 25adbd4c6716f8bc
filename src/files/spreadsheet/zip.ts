import { PassThrough, Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import JSZip from 'jszip';
import { ZipFile } from 'yazl';

export type ZipPart = { name: string; content: Buffer | AsyncIterable<string> };

/** 1 January 1980, the first day a ZIP knows: no hint of who made it when. */
const OPTIONS = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true };

/**
 * A ZIP as a stream: a part is read as its reader takes it, and the next is asked for when it is packed. Whoever stops reading stops the parts; what
 * goes wrong with them ends the file with that error.
 */
export function zipStream(parts: AsyncIterable<ZipPart>): Readable {
  const zip = new ZipFile();
  const out = new PassThrough();
  let current: Readable | undefined;
  const fill = async () => {
    for await (const { name, content } of parts) {
      if (Buffer.isBuffer(content)) {
        zip.addBuffer(content, name, OPTIONS);
        continue;
      }
      current = Readable.from(content, { objectMode: false });
      zip.addReadStream(current, name, OPTIONS);
      await finished(current);
    }
    zip.end();
  };
  const fail = (error: Error) => void out.destroy(error);
  zip.on('error', fail);
  fill().catch(fail);
  pipeline(zip.outputStream, out)
    .catch(() => {})
    .finally(() => current?.destroy());
  return out;
}

/** The parts of a small ZIP. */
export async function unzip(file: Uint8Array): Promise<Map<string, Buffer>> {
  const { files } = await JSZip.loadAsync(file);
  const read = Object.values(files).map(async (part) => [part.name, await part.async('nodebuffer')] as const);
  return new Map(await Promise.all(read));
}
