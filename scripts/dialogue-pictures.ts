import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { LANGUAGES, type Language } from '../src/core/domain/codes.ts';
import type { Pictured } from '../src/core/i18n/translating/explain-text.ts';
import type { PageWorld } from '../test/support/page.ts';
import { addPart, beginFeedback, holdPhone, type PagePhone } from '../test/support/page-phone.ts';
import { languageName } from '../test/support/page-words.ts';

/** As high as a dialogue that stands whole on the phone. */
const SIZE = { width: 360, height: 1000 };
const WORDS = 'Voda, ujë, pani: 3 (shembull i shpikur, izmišljen primer)';

/** One picture of each dialogue that translators are shown beside its texts, in each language (core/i18n/translating/explain-text.ts). */
export async function takeDialogues(
  { open }: PageWorld,
  folder: string,
  take: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  await mkdir(join(folder, 'dialogues'), { recursive: true });
  for (const language of LANGUAGES) {
    const { page, close } = await open(SIZE);
    const phone = holdPhone(page, language);
    await phone.pick();
    await liveThrough(phone, (dialogue) => take(page, `dialogues/${dialogue}-${language}`));
    await close();
  }
}

async function liveThrough(phone: PagePhone, picture: (dialogue: Pictured) => Promise<void>): Promise<void> {
  await consent(phone, phone.language, picture);
  await beginFeedback(phone);
  await addPart(phone, () => phone.write(WORDS));
  await phone.tap('common:done');
  await phone.button('feedback:check.send').waitFor();
  await picture('feedback');
  await phone.tap('feedback:check.send');
  await phone.reference();
  await phone.button('codes:gender.woman').waitFor();
  await picture('about-you');
  await phone.tap('common:cancel');
  await onScreen(phone, '/my', () => phone.hearsKey('items:secret'));
  await picture('my-messages');
  await onScreen(phone, '/trainings', () => phone.said().getByRole('button').last().waitFor());
  await picture('registration');
  await onScreen(phone, '/grants', () => phone.said().getByRole('button').last().waitFor());
  await picture('grants');
  await onScreen(phone, '/privacy', () => phone.hearsKey('privacy:title'));
  await picture('data');
  await onScreen(phone, '/forget', () => phone.button('forget:yes').waitFor());
  await picture('deletion');
  await phone.tap('forget:no');
  await beginFeedback(phone, 'sensitive_report', { safe: 'yes' });
  await picture('serious-report');
  await phone.write('/cancel');
}

async function consent(
  phone: PagePhone,
  language: Language,
  picture: (dialogue: Pictured) => Promise<void>,
): Promise<void> {
  await phone.begin();
  await phone.write('/start');
  await phone.tapLabel(languageName(language));
  if (language === 'rom') {
    await phone.hearsKey('consent:second_language');
    await phone.tap('codes:language.sq');
  }
  await phone.button('consent:agree').waitFor();
  await picture('consent');
  await phone.tap('consent:agree');
  await phone.button('menu:feedback').waitFor();
}

async function onScreen(phone: PagePhone, command: string, shown: () => Promise<void>): Promise<void> {
  await phone.begin();
  await phone.write(command);
  await shown();
}
