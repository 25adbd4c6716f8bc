import type { Language } from '../core/domain/codes.ts';
import type { OfRegistration } from '../core/domain/say.ts';
import type { Texts } from '../core/i18n/texts.ts';
import type { Line } from '../core/line.ts';
import { readResidentFile } from '../core/trainings/resident-file.ts';

type Reader = { language: Language; secondLanguage: Language | null };

/** Makes what a resident gets as a file; null when there is nothing any more to make it of. `sample`: nobody is real here. */
export function makeFile(line: Line, texts: Texts, sample: boolean) {
  return async (make: OfRegistration, reader: Reader): Promise<Uint8Array | null> => {
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
  };
}
