import type { Language } from '../../core/domain/codes.ts';
import type { OwnData, OwnPart, OwnWords } from '../../core/domain/own-data.ts';
import { partLine } from '../../core/forms/quote.ts';
import { sayLine, sayValue } from '../../core/i18n/say-line.ts';
import { secondUnder } from '../../core/i18n/second-under.ts';
import type { Texts } from '../../core/i18n/texts.ts';

export type Reader = { language: Language; secondLanguage: Language | null };

export type ToldPart = { field: string; label: string; value: string };
export type ToldWords = {
  from: OwnWords['from'];
  /** "You wrote", "We wrote", with the moment. */
  heading: string;
  text: string | null;
  /** What it is beside words: "Voice message: 0:12". */
  part: string | null;
  place: string | null;
  before: { heading: string; text: string }[];
  words: OwnWords;
};
export type ToldData = {
  language: Language;
  title: string;
  made: string;
  /** What is to be known of the file itself; in the second language too where the first is a test version. */
  notes: string[];
  headings: Record<'about_you' | 'items' | 'unsent' | 'nothing' | 'picture_elsewhere' | 'words_gone', string>;
  person: ToldPart[];
  unsent: { parts: ToldPart[]; words: ToldWords[] };
  items: { title: string; parts: ToldPart[]; words: ToldWords[] }[];
};

/** All that is held, in the words of who reads it; nothing is escaped for any format. */
export function tellOwnData(texts: Texts, data: OwnData, reader: Reader): ToldData {
  const say = (key: string, values?: Record<string, { text: string } | { date: string }>) =>
    sayLine(texts, { key: `privacy:file.${key}`, ...(values && { values }) }, reader);
  const tellPart = ({ field, label, value }: OwnPart): ToldPart => ({
    field,
    label: sayLine(texts, label, reader),
    value: sayValue(texts, value, reader),
  });
  const tellWords = (words: OwnWords): ToldWords => {
    const { from, at, body, before } = words;
    const who = say(from === 'you' ? 'you_wrote' : 'we_wrote');
    return {
      from,
      heading: at ? `${who} · ${texts.formatDateTime(reader.language, at)}` : who,
      text: body === null ? say('words_gone') : (body.text ?? null),
      part: body === null || body.kind === 'text' ? null : sayLine(texts, partLine(body), reader),
      place: body?.place ? `${body.place.latitude}, ${body.place.longitude}` : null,
      before: before.map(({ text, until }) => ({
        heading: `${say('before_change')} ${texts.formatDateTime(reader.language, until)}`,
        text,
      })),
      words,
    };
  };
  const heading = (key: keyof ToldData['headings']): [string, string] => [key, say(key)];
  return {
    language: reader.language,
    title: say('title'),
    made: say('made', { date: { date: data.madeAt.toISOString() } }),
    notes: ['stays', 'not_here'].flatMap((key) => inTwo(texts, `privacy:file.${key}`, reader)),
    headings: Object.fromEntries(
      (['about_you', 'items', 'unsent', 'nothing', 'picture_elsewhere', 'words_gone'] as const).map(heading),
    ) as ToldData['headings'],
    person: data.person.map(tellPart),
    unsent: { parts: data.unsent.parts.map(tellPart), words: data.unsent.words.map(tellWords) },
    items: data.items.map(({ parts, words }) => {
      const told = parts.map(tellPart);
      return {
        title: told.find(({ field }) => field === 'reference')?.value ?? '',
        parts: told,
        words: words.map(tellWords),
      };
    }),
  };
}

/** Where nobody has checked it, the other language stands under it. */
function inTwo(texts: Texts, key: string, reader: Reader): string[] {
  const second = secondUnder(texts, { lines: [{ key }] }, reader);
  return [reader.language, ...(second ? [second] : [])].map((language) =>
    sayLine(texts, { key }, { ...reader, language }),
  );
}
