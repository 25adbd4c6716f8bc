import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { seemsToBeIn } from '../../src/bots/slack/kit/language-hint.ts';
import { registerBot } from '../../src/bots/telegram/register.ts';
import { inEveryLanguage } from '../../src/core/channel/take-arrival.ts';
import { LANGUAGES } from '../../src/core/domain/codes.ts';
import { FIRST_LANGUAGE } from '../../src/core/domain/language.ts';
import { missingLanguages, TEACHING_LANGUAGES, TEXT_LANGUAGES, textFor } from '../../src/core/domain/offers/offer.ts';
import type { SayButton } from '../../src/core/domain/say.ts';
import { FeedbackAnswers, feedbackForm } from '../../src/core/feedback/forms/feedback.ts';
import { checkLocales } from '../../src/core/i18n/check.ts';
import { editString } from '../../src/core/i18n/edit-string.ts';
import { placeholders } from '../../src/core/i18n/placeholders.ts';
import { sayLine } from '../../src/core/i18n/say-line.ts';
import { loadTexts, readLocales } from '../../src/core/i18n/texts.ts';
import { OFFER_COLUMNS } from '../../src/core/offers/sheet/offer-columns.ts';
import { changeLanguageForm } from '../../src/core/residents/forms/change-language.ts';
import { FirstContactAnswers, firstContactForm } from '../../src/core/residents/forms/first-contact.ts';
import { drive, text } from '../core/forms/drive.ts';
import { ITS_LETTER, localesWithInvented, OF_TWO } from '../support/invented-language.ts';
import { INVENTED, INVENTED_ROW } from '../support/invented-row.ts';
import { newBot } from '../support/new-bot.ts';

vi.mock('../../src/core/domain/languages.ts', async (original) => {
  const { LANGUAGE_TABLE } = await original<typeof import('../../src/core/domain/languages.ts')>();
  const { INVENTED, INVENTED_ROW } = await import('../support/invented-row.ts');
  return { LANGUAGE_TABLE: { ...LANGUAGE_TABLE, [INVENTED]: INVENTED_ROW } };
});

const locales = localesWithInvented();
afterAll(() => rmSync(locales, { recursive: true, force: true }));
const texts = loadTexts(locales, { strict: true });
const language = INVENTED as (typeof LANGUAGES)[number];

/** Everything that a step says, in the language, but for what stands in all languages at once. */
function spoken(step: ReturnType<typeof drive>['step'] extends () => infer Step ? Step : never): string[] {
  const labels = (buttons: SayButton[]) => buttons.flatMap(({ label }) => ('key' in label ? [label] : []));
  const lines = step.say.flatMap((say) => [...say.lines, ...(say.after ?? []), ...labels((say.buttons ?? []).flat())]);
  return lines
    .filter(({ key }) => !key.startsWith('codes:language.'))
    .map((line) => sayLine(texts, line, { language, channel: 'telegram' }));
}

const unsaid = (said: string[]): string[] => said.filter((one) => /\p{L}/u.test(one) && !one.includes(ITS_LETTER));

describe('a language that is one row of the table and a folder of texts', () => {
  it('is offered after the others, and nothing of theirs moves', () => {
    const at = drive(firstContactForm);
    expect(at.labels().slice(0, -2)).toEqual(
      ['sq', 'sr-Latn', 'sr-Cyrl', 'rom', INVENTED].map((code) => `codes:language.${code}`),
    );
    expect(LANGUAGES.at(-1)).toBe(INVENTED);
    expect(FIRST_LANGUAGE).toBe('sq');
    expect(texts.languageName(INVENTED)).toContain(ITS_LETTER);
  });

  it('is picked at first contact, which asks for no second one, and speaks from then on', () => {
    const at = drive(firstContactForm);
    const consent = at.choose(INVENTED);
    expect(consent.language).toBe(INVENTED);
    expect(at.lines()).toContain('consent:who');
    expect(unsaid(spoken(consent))).toEqual([]);
    at.choose('yes');
    expect(FirstContactAnswers.parse(at.answers())).toEqual({ language: INVENTED, agree: 'yes' });
  });

  it('can stand in for the test version', () => {
    const at = drive(changeLanguageForm);
    at.choose('rom', INVENTED);
    expect(at.step()).toMatchObject({ language: 'rom', secondLanguage: INVENTED });
  });

  it('speaks the feedback form to its end', () => {
    const at = drive(feedbackForm, undefined, { language });
    const said = [spoken(at.step())];
    const then = (step: ReturnType<typeof at.step>) => said.push(spoken(step));
    then(at.choose('complaint'));
    then(at.choose('mitrovica_north'));
    then(at.skip());
    then(at.choose('health'));
    then(at.say(text('ꝗa klinika')));
    then(at.done());
    expect(unsaid(said.flat())).toEqual([]);
    at.choose('send');
    expect(FeedbackAnswers.parse(at.answers())).toMatchObject({ type: 'complaint', sector: 'health' });
  });

  it('counts and dates in its own way', () => {
    const counted = [...texts.strings(INVENTED).keys()].filter((key) => key.endsWith('_two'));
    expect(counted.length).toBeGreaterThan(0);
    for (const key of counted) {
      const base = key.slice(0, -'_two'.length);
      const say = (count: number) => {
        const names = placeholders(texts.strings(INVENTED).get(key) ?? '').filter((name) => name !== 'count');
        return texts.say(INVENTED, base, { ...Object.fromEntries(names.map((name) => [name, 'x'])), count });
      };
      expect([1, 2, 3].map((count) => say(count).endsWith(OF_TWO))).toEqual([false, true, false]);
    }
    expect(texts.formatDate(INVENTED, '2027-03-01T12:00:00Z')).toBe('1.3.2027');
  });

  it('is said to Telegram as the language of the phones of its readers', async () => {
    const described = new Map<string | undefined, string>();
    const bot = newBot({
      setMyDescription: async (said, options) => {
        described.set(options?.language_code, said ?? '');
        return true as const;
      },
    });
    await registerBot(bot, texts);
    expect([...described.keys()]).toEqual([undefined, 'sq', 'sr', 'en', INVENTED_ROW.phone.code]);
    expect(described.get(INVENTED_ROW.phone.code)).toContain(ITS_LETTER);
  });

  it('is among what is said in every language', () => {
    expect(inEveryLanguage(texts, 'help:slow_down').split('\n\n').at(-1)).toContain(ITS_LETTER);
  });

  it.each([
    ['Faleminderit, ju nuk jemi larg dhe kemi kohë.', INVENTED, true],
    ['ꝗa ꝗe ꝗo, klinika ꝗe hapur.', INVENTED, false],
    ['ꝗa ꝗe ꝗo, klinika ꝗe hapur.', 'sq', true],
    ['Хвала вам, ми смо овде.', INVENTED, true],
    ['Faleminderit, ju nuk jemi larg dhe kemi kohë.', 'sq', false],
  ])('warns staff who answer “%s” to a reader of %s: %s', (answer, reader, warned) => {
    expect(seemsToBeIn(answer, reader, texts) !== null).toBe(warned);
  });

  it('is a language of offers: their texts, columns, and what they are held in', () => {
    expect(TEXT_LANGUAGES).toContain(INVENTED);
    expect(TEACHING_LANGUAGES).toContain(INVENTED);
    expect(OFFER_COLUMNS.map(({ heading }) => heading)).toContain(`title_${INVENTED}`);
    const own = { title: 'ꝗurso', place: '', description: 'ꝗurso' };
    const albanian = { title: 'Kurs', place: '', description: 'Kurs' };
    expect(textFor({ [language]: own, sq: albanian }, language, null)).toEqual({ text: own, in: null });
    expect(textFor({ sq: albanian }, language, null)).toEqual({ text: albanian, in: 'sq' });
    expect(missingLanguages({ sq: albanian })).toContain(INVENTED);
  });

  it('is held to the rules of texts', () => {
    const { strings } = readLocales(locales);
    const wrongWith = (over: Record<string, string | undefined>) => {
      const own = new Map(strings.get(INVENTED));
      for (const [key, said] of Object.entries(over)) {
        if (said === undefined) own.delete(key);
        else own.set(key, said);
      }
      return checkLocales(new Map([...strings, [INVENTED, own]]))
        .filter((problem) => problem.level === 'error' && problem.language === INVENTED)
        .map(({ key, message }) => `${key} ${message}`);
    };
    const counted = [...(strings.get(INVENTED)?.keys() ?? [])].find((key) => key.endsWith('_two')) ?? '';
    expect(wrongWith({})).toEqual([]);
    expect(wrongWith({ 'common:yes': undefined })).toEqual(['common:yes is missing']);
    expect(wrongWith({ [counted]: undefined })).toEqual([`${counted} is missing`]);
    expect(wrongWith({ 'common:yes': 'ꝗfui' })[0]).toContain('which the glossary rules out');
    expect(wrongWith({ 'common:yes': 'ꝗ да' })).toEqual(['common:yes has Cyrillic letters']);
  });

  it('can be changed where it stands, and no other follows', () => {
    const edited = editString(locales, { language: INVENTED, key: 'common:yes', text: 'ꝗes' });
    expect(edited).toEqual({ ok: true, languages: [INVENTED] });
  });
});
