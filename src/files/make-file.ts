import type { MakeFile } from '../core/channel/fit-says.ts';
import { readOwnData } from '../core/dialogue/own-data/read-own-data.ts';
import type { OfRegistration, OwnDataFile } from '../core/domain/say.ts';
import type { Texts } from '../core/i18n/texts.ts';
import type { Line } from '../core/line.ts';
import { readResidentFile } from '../core/trainings/resident-file.ts';
import type { MakeReady } from './own-data/gather-media.ts';

type Parts = {
  line: Line;
  texts: Texts;
  /** Nobody is real here. */
  sample: boolean;
  /** Makes a resident's own picture ready to be shown (src/media). */
  makeReady: MakeReady;
};

/** Makes what a resident gets as a file; null when there is nothing any more to make it of. */
export const makeFile =
  (parts: Parts) =>
  (make: OfRegistration | OwnDataFile, reader: Reader, fetch: Fetch): Promise<Uint8Array | null> =>
    make.kind === 'own_data' ? makeOwnData(parts, make, reader, fetch) : makeOfRegistration(parts, make, reader);

type Reader = Parameters<MakeFile>[1];
type Fetch = Parameters<MakeFile>[2];

async function makeOfRegistration(
  { line, texts, sample }: Parts,
  make: OfRegistration,
  reader: Reader,
): Promise<Uint8Array | null> {
  const read = await readResidentFile(line, make, reader);
  if (!read) return null;
  const { text, town } = read.place;
  const named = town ? texts.say(reader.language, `codes:municipality.${town}`, {}, reader.secondLanguage) : '';
  const place = text || named;
  if (read.kind === 'calendar') {
    const { makeCalendar } = await import('./calendar.ts');
    return Buffer.from(makeCalendar({ ...read, place }), 'utf8');
  }
  const { makeCertificate } = await import('./certificate.ts');
  return makeCertificate(texts, { ...read, ...reader, place, sample });
}

async function makeOwnData(
  { line, texts, makeReady }: Parts,
  { as, residentId }: OwnDataFile,
  reader: Reader,
  fetch: Fetch,
): Promise<Uint8Array | null> {
  const data = await readOwnData(line, residentId);
  if (!data) return null;
  const { tellOwnData } = await import('./own-data/tell-own-data.ts');
  const told = tellOwnData(texts, data, reader);
  if (as === 'data') return utf8((await import('./own-data/own-json.ts')).ownJson(told));
  if (as === 'text') return utf8((await import('./own-data/own-text.ts')).ownText(told));
  const { gatherMedia } = await import('./own-data/gather-media.ts');
  const { ownPage } = await import('./own-data/own-page.ts');
  return utf8(ownPage(told, await gatherMedia(data, fetch, makeReady)));
}

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
