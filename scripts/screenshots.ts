// Lives a short invented story in the sandbox page and writes docs/pictures, as README and the guides show them.
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { LANGUAGES } from '../src/core/domain/codes.ts';
import { buildForScript } from '../test/support/built-line.ts';
import { openPageWorld, type PageWorld, type Theme } from '../test/support/page.ts';
import { sitAtDesk } from '../test/support/page-desk.ts';
import { lookUnderGlass } from '../test/support/page-glass.ts';
import { addPart, agree, beginFeedback, holdPhone, sendForm } from '../test/support/page-phone.ts';
import { takeDialogues } from './dialogue-pictures.ts';
import { ROOT } from './run-program.ts';

const FOLDER = join(ROOT, 'docs', 'pictures');
const MOST_BYTES = 250_000;
/** Invented, in the words of the sample residents. */
const WORDS = 'Në rrugën tonë nuk ka ujë prej tri ditësh. (shembull i shpikur)';
const ANSWER = 'Faleminderit. Ujësjellësi e rregullon tubin nesër në mëngjes. (shembull i shpikur)';

await mkdir(FOLDER, { recursive: true });
const removeBuilt = await buildForScript();
const world = await openPageWorld();
try {
  const reference = await liveThroughStory(world);
  await takePair(world, reference, 'light', 'sandbox');
  await takePair(world, reference, 'dark', 'sandbox-dark');
  await takeModal(world, reference);
  await takeGlass(world, reference);
  for (const language of LANGUAGES) await takePhone(world, language);
} finally {
  await world.close();
}
const fresh = await openPageWorld();
try {
  await takeDialogues(fresh, FOLDER, take);
} finally {
  await fresh.close();
  await removeBuilt();
}

/** Still: no cursor blinks, nothing moves, and no pointer lies on anything. */
async function take(page: Page, name: string): Promise<void> {
  const path = join(FOLDER, `${name}.png`);
  await page.mouse.move(0, 0);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const { size } = await stat(path);
  process.stdout.write(`docs/pictures/${name}.png (${Math.round(size / 1000)} kB)\n`);
  if (size > MOST_BYTES) process.exitCode = 1;
}

/** A resident asks, a staff member answers. */
async function liveThroughStory({ open }: PageWorld): Promise<string> {
  const { page, close } = await open();
  const [phone, desk] = [holdPhone(page, 'sq'), sitAtDesk(page)];
  await agree(phone);
  await beginFeedback(phone);
  await addPart(phone, () => phone.write(WORDS));
  const reference = await sendForm(phone);
  // Whom the line serves is asked afterwards; this resident would rather not say.
  await phone.tap('common:cancel');
  await desk.actAs('triage');
  await desk.press(reference, 'staff-cards:button.claim');
  await desk.card(reference).getByText('Milan Sample').waitFor();
  await desk.reply(reference, ANSWER);
  await phone.hears(ANSWER);
  await desk.cardSays(reference, 'staff-cards:delivery.sent');
  await close();
  return reference;
}

async function takePair({ open }: PageWorld, reference: string, theme: Theme, name: string): Promise<void> {
  const { page, close } = await open({ theme });
  const desk = sitAtDesk(page);
  await desk.actAs('triage');
  await holdPhone(page, 'sq').hears(ANSWER);
  await desk.card(reference).scrollIntoViewIfNeeded();
  await take(page, name);
  await close();
}

async function takeModal({ open }: PageWorld, reference: string): Promise<void> {
  const { page, close } = await open();
  const desk = sitAtDesk(page);
  await desk.actAs('triage');
  await desk.press(reference, 'staff-cards:button.reply');
  await desk.field('staff:forms.reply.text').fill(ANSWER);
  await take(page, 'modal');
  await close();
}

async function takeGlass({ open }: PageWorld, reference: string): Promise<void> {
  const { page, close } = await open({ width: 1280, height: 800 });
  const glass = await lookUnderGlass(page);
  await glass.root.getByRole('region', { name: reference }).waitFor();
  await take(page, 'glass');
  await close();
}

/** The first words on a phone, in each language. */
async function takePhone({ open }: PageWorld, language: (typeof LANGUAGES)[number]): Promise<void> {
  const { page, close } = await open({ width: 360, height: 740 });
  const phone = holdPhone(page, language);
  await phone.pick();
  if (language !== 'sq') await agree(phone);
  await phone.begin();
  await phone.write('/menu');
  await phone.button('menu:feedback').waitFor();
  await take(page, `phone-${language}`);
  await close();
}
