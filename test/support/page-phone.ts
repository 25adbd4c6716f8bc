import type { Locator, Page } from 'playwright-core';
import type { Language } from '../../src/core/domain/codes.ts';
import type { TextValues } from '../../src/core/i18n/texts.ts';
import { SAMPLE_RESIDENTS } from '../../src/sandbox/samples/sample-residents.ts';
import { languageName, pageWord, say } from './page-words.ts';

type ChosenFile = { name: string; mimeType: string; buffer: Buffer };
/** Invented; no player can play it, and nobody needs to. */
const VOICE_FILE: ChosenFile = {
  name: 'invented.ogg',
  mimeType: 'audio/ogg',
  buffer: Buffer.from('OggS invented voice'),
};
// What stands behind it in the same bubble follows without a space.
const REFERENCE = /\b[FR]-[0-9A-Z]{6}/;

/** A phone on the page, held by a resident who reads this language. */
export function holdPhone(page: Page, language: Language, index = 0) {
  const root = page.getByTestId('phone').nth(index);
  const own = (key: string) => pageWord('phone', key, language);
  /** What stood there before `begin` is of another conversation: its buttons look the same and mean something else. */
  const fresh = (): Locator => root.locator('[data-from]:not([data-old])');
  /** Of it, what the bot said. */
  const said = (): Locator => fresh().and(root.locator('[data-from="bot"]'));
  const label = (text: string): Locator => fresh().getByRole('button', { name: text, exact: true }).last();
  const phone = {
    page,
    root,
    language,
    own,
    fresh,
    said,
    label,
    button: (key: string, values?: TextValues) => label(say(language, key, values)),
    tapLabel: (text: string) => label(text).click(),
    tap: (key: string, values?: TextValues) => label(say(language, key, values)).click(),
    /** Gives the phone to the sample resident of this language. */
    pick: async () => {
      const { chatId } = sampleOf(language);
      await root.getByRole('combobox').first().selectOption(String(chatId));
      await root
        .getByRole('log', { name: own('chat') })
        .and(page.locator('[aria-busy="false"]'))
        .waitFor();
    },
    /** Who holds it. */
    chosen: () => root.getByRole('combobox').first().inputValue(),
    /** Forgets what stands there now. */
    begin: async () => {
      await root.locator('[data-from]').evaluateAll((all) => {
        for (const one of all) one.setAttribute('data-old', '');
      });
    },
    write: async (text: string) => {
      const field = root.getByRole('textbox', { name: own('write') });
      await field.fill(text);
      await field.press('Enter');
    },
    /** Waits until the bot says this. */
    hears: (text: string | RegExp) => said().filter({ hasText: text }).last().waitFor(),
    /** Waits until the bot says the text of this key. */
    hearsKey: (key: string, values?: TextValues) => phone.hears(say(language, key, values)),
    /** A file from this device, by what it is sent as; a string is where it lies. */
    choose: (kind: 'voice' | 'photo' | 'document', file: ChosenFile | string) =>
      root.locator(`input[type="file"][data-kind="${kind}"]`).setInputFiles(file),
    chooseVoice: () => phone.choose('voice', VOICE_FILE),
    recordVoice: async () => {
      await root.getByRole('button', { name: own('voice_record') }).click();
      // A recording has a length: the first second of it is waited for.
      await root.getByRole('timer').getByText('1').waitFor();
      await root.getByRole('button', { name: own('voice_stop') }).click();
      // It was sent, and the next one can be spoken.
      await root.getByRole('timer').waitFor({ state: 'detached' });
    },
    block: async () => {
      await root.getByTitle(own('more')).click();
      await root.getByRole('button', { name: own('block') }).click();
      await root.getByText(own('blocked')).waitFor();
    },
    /** Lays another phone beside this one. */
    layBeside: async () => {
      const before = await page.getByTestId('phone').count();
      await page.getByRole('button', { name: own('add_phone') }).click();
      await page.getByTestId('phone').nth(before).waitFor();
    },
    reference: async (): Promise<string> => {
      const said = fresh().filter({ hasText: REFERENCE }).last();
      await said.waitFor();
      return REFERENCE.exec(await said.innerText())?.[0] ?? '';
    },
  };
  return phone;
}
export type PagePhone = ReturnType<typeof holdPhone>;

export const sampleOf = (language: Language) => {
  const found = SAMPLE_RESIDENTS.find((one) => one.language === language);
  if (!found) throw new Error(`nobody of the sample speaks ${language}`);
  return found;
};

/** First contact, as far as the menu. */
export async function agree(phone: PagePhone): Promise<void> {
  await phone.write('/start');
  await phone.tapLabel(languageName(phone.language));
  // Romani is a test version: another language is asked for.
  if (phone.language === 'rom') {
    await phone.hearsKey('consent:second_language');
    await phone.tap('codes:language.sq');
  }
  await phone.tap('consent:agree');
  await phone.button('menu:feedback').waitFor();
}

/** What somebody who reports something serious says of themselves. */
type Serious = { safe?: 'yes' | 'no'; privacy?: 'confidential' | 'anonymous' };

/** The feedback form up to the message itself. */
export async function beginFeedback(phone: PagePhone, type = 'complaint', serious: Serious = {}): Promise<void> {
  await phone.begin();
  await phone.write('/feedback');
  await phone.tap(`codes:feedback_type.${type}`);
  if (type === 'sensitive_report') {
    await phone.tap(`feedback:safe.${serious.safe ?? 'yes'}`);
    await phone.tap(`feedback:privacy.${serious.privacy ?? 'confidential'}`);
  }
  await phone.tap('codes:municipality.mitrovica_north');
  if (type !== 'sensitive_report') {
    await phone.tap('common:skip');
    await phone.tap('codes:sector.public_services');
  }
  await phone.hearsKey('feedback:messages.done_hint');
}

/** A part of the message, sent by `act` and taken by the bot. */
export async function addPart(phone: PagePhone, act: () => Promise<void>): Promise<void> {
  const taken = phone.fresh().filter({ hasText: say(phone.language, 'forms:added') });
  const before = await taken.count();
  await act();
  await taken.nth(before).waitFor();
}

export async function sendForm(phone: PagePhone): Promise<string> {
  await phone.tap('common:done');
  await phone.tap('feedback:check.send');
  return phone.reference();
}

/** The whole form with text alone; gives the reference. */
export async function sendFeedback(phone: PagePhone, text: string, type?: string): Promise<string> {
  await beginFeedback(phone, type);
  await addPart(phone, () => phone.write(text));
  return sendForm(phone);
}
