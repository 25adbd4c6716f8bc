import { expect } from 'vitest';
import { LANGUAGES, type Language } from '../../src/core/domain/codes.ts';
import type { StaffMember } from '../../src/core/domain/staff/permissions.ts';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import type { WorldHere } from '../support/line-here.ts';
import { CHANNELS, STAFF } from '../support/line-process.ts';
import { publishedOffer, sampleOffer } from '../support/offers.ts';
import { pickUpPhone } from '../support/phone.ts';
import { rows } from '../support/rows.ts';
import { closeAll, openedView } from './slack-desk.ts';

type Phone = ReturnType<typeof pickUpPhone>;
const texts = loadTexts();

/**
 * Three seats, two of them kept for women, and one man sits: what each hears of it before a name is asked for, who sits, who waits and why,
 * and what staff read.
 */
export async function liveThroughKeptSeats(
  world: WorldHere,
  member: StaffMember,
  languages: readonly Language[] = LANGUAGES,
): Promise<void> {
  const { line } = world.line.foundation;
  const made = await Promise.all(
    languages.map(async (language) => {
      const offer = sampleOffer(world.now(), { seats: 3, heldSeats: { women: 2 }, waitingSeats: 5 });
      return { language, offerId: await publishedOffer(line, member, { ...offer, ownCode: `kept-${language}` }) };
    }),
  );
  await Promise.all(made.map(({ language, offerId }) => liveIn(world, language, offerId)));
  for (const { offerId } of made) {
    const [offer] = await rows(line, `select code from offers where id = '${offerId}'`);
    await world.slack.control.slash(STAFF.triage, CHANNELS.main, '/line', `training ${offer?.code}`);
    const shown = JSON.stringify(
      await openedView(world, (view) => JSON.stringify(view).includes(String(offer?.code)), 'the offer'),
    );
    expect(shown).toContain('only kept seats free');
    expect(shown).toContain('2 of 3 taken, 1 free seat kept for women');
    await closeAll(world);
  }
}

async function liveIn(world: WorldHere, language: Language, offerId: string): Promise<void> {
  const say = (key: string, values: Record<string, string | number> = {}) => texts.say(language, key, values, 'sq');
  const women = say('offers:group.women');
  const people = [1, 2, 3].map(() => pickUpPhone(world.telegram.control)) as [Phone, Phone, Phone];
  const [first, woman, man] = people;
  for (const phone of people) await phone.agree(language);

  await apply(first, offerId, 'man');
  await first.waitForText(say('offers:seats.free_now'));
  await goThrough(first);
  await first.waitForText(/\bR-[0-9A-Z]{6}\b/);

  woman.write('/trainings');
  await woman.waitForText(say('offers:listed.kept', { groups: women }));
  await woman.press(`o:show:${offerId}`);
  await woman.waitForText(say('offers:seats.perhaps'));
  await apply(woman, offerId, 'woman');
  await woman.waitForText(say('offers:seats.free_now'));
  await goThrough(woman);
  const seated = await woman.waitForText(/\bR-[0-9A-Z]{6}\b/);
  expect(seated.text).not.toContain(say('offers:seats.only_kept', { groups: women }));

  await apply(man, offerId, 'man');
  await man.waitForText(say('offers:seats.only_kept', { groups: women }));
  await goThrough(man);
  const waits = await man.waitForText(/\bR-[0-9A-Z]{6}\b/);
  expect(waits.text).toContain(say('offers:seats.only_kept', { groups: women }));
  expect(waits.text).not.toContain(say('offers:full_wait', { waiting: 1 }));
}

async function apply(phone: Phone, offerId: string, gender: string): Promise<void> {
  phone.control.sendText(phone.chatId, '/trainings');
  await phone.press(`o:show:${offerId}`);
  await phone.press(`o:apply:${offerId}`);
  await phone.press(`gender:${gender}`);
}

async function goThrough(phone: Phone): Promise<void> {
  await phone.answered();
  phone.write('Sample Person');
  await phone.answered();
  phone.control.sendContact(phone.chatId, '+38344000000');
  await phone.press('needs:!skip');
  await phone.press('share:yes');
  await phone.press('check:send');
}
