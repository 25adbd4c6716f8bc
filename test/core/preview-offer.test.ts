import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inEveryScript } from '../../src/bots/slack/offers/text-fields.ts';
import { settingValue } from '../../src/commands/settings.ts';
import type { Say } from '../../src/core/domain/say.ts';
import type { StaffMember } from '../../src/core/domain/staff/permissions.ts';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { showOffer } from '../../src/core/offers/show-offer.ts';
import { previewCancelling, previewPaper, previewQuestion, previewText } from '../../src/core/preview-offer.ts';
import { changeSetting } from '../../src/core/settings/change-setting.ts';
import { followSettings } from '../../src/core/settings/load-settings.ts';
import { asReadOnTelegram } from '../support/as-read.ts';
import { openTestLine, type TestLine } from '../support/line.ts';
import { publishedOffer, sampleCall, sampleOffer } from '../support/offers.ts';
import { makeResident } from '../support/resident.ts';
import { makeStaff } from '../support/staff.ts';
import { until } from '../support/until.ts';

let line: TestLine;
let lead: StaffMember;
beforeAll(async () => {
  line = await openTestLine();
  lead = await makeStaff(line, ['triage', 'lead']);
});
afterAll(() => line.close());

const entryOf = async (id: string) => {
  const shown = await showOffer(line, lead, id);
  if (!shown.ok) throw new Error(shown.code);
  return shown.value;
};

it('the preview of the text of an offer is the message that a resident finds', async () => {
  const id = await publishedOffer(line, lead, sampleOffer(line.now()));
  const entry = await entryOf(id);
  const resident = makeResident(line);
  await resident.agree('sq');
  const [shown] = (await resident.tap(`o:show:${id}`)).all;
  const text = entry.facts.texts.sq ?? { title: '', place: '', description: '' };
  const [of, ...others] = previewText(line.now(), entry, 'sq', text);
  expect(of).toEqual({ language: 'sq', says: [{ lines: shown?.lines, buttons: shown?.buttons }] });
  expect(others).toEqual([]);
});

it('of a Serbian text both scripts are shown, unless the other has words of its own', async () => {
  const entry = await entryOf(await publishedOffer(line, lead, sampleOffer(line.now())));
  const text = { title: 'Šivenje u Zvečanu', place: '', description: 'Opis. (izmišljeno)' };
  const { 'sr-Cyrl': _own, ...texts } = entry.facts.texts;
  const bare = { ...entry, facts: { ...entry.facts, texts } };
  expect(previewText(line.now(), bare, 'sr-Latn', text).map(({ language }) => language)).toEqual([
    'sr-Latn',
    'sr-Cyrl',
  ]);
  const written = { ...bare, facts: { ...bare.facts, texts: { ...texts, 'sr-Cyrl': text } } };
  expect(previewText(line.now(), written, 'sr-Latn', text).map(({ language }) => language)).toEqual(['sr-Latn']);
});

it.each(['training', 'grant_call'] as const)(
  'the preview of a cancelled %s is what its people are told, in each language that was written',
  async (kind) => {
    const draft = kind === 'training' ? sampleOffer(line.now()) : sampleCall(line.now());
    const entry = await entryOf(await publishedOffer(line, lead, draft));
    const heard = previewCancelling(entry, { sq: 'Salla u mbyll.', 'sr-Latn': 'Sala je zatvorena.' });
    expect(heard.map(({ language }) => language)).toEqual(['sq', 'sr-Latn', 'sr-Cyrl']);
    expect(heard.map(({ says }) => says[0]?.quote)).toEqual([
      'Salla u mbyll.',
      'Sala je zatvorena.',
      'Сала је затворена.',
    ]);
    expect(JSON.stringify(heard[0]?.says)).toMatch(/cancelled\.ended/);
    expect(previewCancelling(entry, {})).toEqual([]);
  },
);

it('the preview of a question of its own is the question as the form asks it, and of a paper the offer that asks for it', async () => {
  const texts = { sq: 'A keni biznes?', 'sr-Latn': 'Imate li posao?', rom: 'Si tumen biznis?', en: 'A business?' };
  const asked = { key: 'business', kind: 'yes_no' as const, texts, needed: 'yes' as const };
  const bare = await entryOf(await publishedOffer(line, lead, sampleOffer(line.now())));
  const id = await publishedOffer(line, lead, sampleOffer(line.now(), { questions: [asked] }));
  const resident = makeResident(line);
  await resident.agree('sq');
  const found = (await resident.tap(`o:apply:${id}`)).all;
  const [first] = previewQuestion(bare, asked);
  const says = first?.says ?? [];
  expect(says.map(({ lines }) => lines)).toEqual([found.at(-1)?.lines]);
  const labels = (rows: typeof says) => rows.flatMap(({ buttons = [] }) => buttons.flat().map(({ label }) => label));
  expect(labels(says)).toEqual(labels(found.slice(-1)));
  expect(previewQuestion(bare, asked).map(({ language }) => language)).toEqual(['sq', 'sr-Latn', 'sr-Cyrl', 'rom']);

  const call = await entryOf(await publishedOffer(line, lead, sampleCall(line.now())));
  const [paper] = previewPaper(line.now(), call, { key: 'q1', texts: { sq: 'Plani i biznesit' } });
  expect(JSON.stringify(paper?.says)).toContain('Plani i biznesit');
  expect(JSON.stringify(paper?.says)).toContain('Letërnjoftimi');
});

describe('names that staff added to those that stay Latin', () => {
  afterEach(async () => {
    await changeSetting(line, 'latinNames', []);
    await line.settings();
  });
  const bare = {
    title: 'Kurs „Lider“',
    place: 'Bela Kula, sprat 2',
    description: 'Obuka za lidere u prostoru Bela Kula.',
  };
  const CYRILLIC = ['Курс „Lider“', 'Bela Kula, спрат 2', 'Обука за лидере у простору Bela Kula.'];

  it('stand so in the preview, and in the offer that is read in Cyrillic on Telegram', async () => {
    const texts = { 'sr-Latn': bare };
    const id = await publishedOffer(line, lead, sampleOffer(line.now(), { texts, heldSeats: {} }));
    await changeSetting(line, 'latinNames', settingValue('["Bela Kula", "Lider"]'));
    const entry = await entryOf(id);
    const previewed = previewText(line.now(), entry, 'sr-Latn', bare).find(({ language }) => language === 'sr-Cyrl');
    const read = (says: readonly Say[]) =>
      JSON.stringify(asReadOnTelegram(loadTexts())('telegram', says, { language: 'sr-Cyrl', secondLanguage: null }));
    const resident = makeResident(line);
    await resident.agree('sr-Cyrl');
    const [found] = (await resident.tap(`o:show:${id}`)).all;
    if (!found) throw new Error('nothing was said');
    for (const words of CYRILLIC) {
      expect(read([found])).toContain(words);
      expect(read(previewed?.says ?? [])).toContain(words);
      // The form shows it under what is typed, before there is an offer.
      expect(inEveryScript(Object.values(bare).join('\n'), 'sr-Latn')).toContain(words);
    }
  });

  it('hold in a process that asks for no setting, from its beginning and from when they are changed', async () => {
    const made = () => inEveryScript('Lider i Bela Kula', 'sr-Latn').split('\n\n')[1];
    expect(made()).toBe('Лидер и Бела Кула');
    await changeSetting(line, 'latinNames', ['Lider']);
    const unfollow = await followSettings(line, 20);
    expect(made()).toBe('Lider и Бела Кула');
    await changeSetting(line, 'latinNames', ['Bela Kula', 'Lider']);
    await until(() => made() === 'Lider и Bela Kula');
    unfollow();
  });
});
