import { describe, expect, it } from 'vitest';
import { seatWords } from '../../../src/bots/slack/offers/offer-words.ts';
import { renderSays } from '../../../src/bots/telegram/render.ts';
import type { AboutYou } from '../../../src/core/domain/codes.ts';
import type { OfferDraft } from '../../../src/core/domain/offers/offer.ts';
import type { Say } from '../../../src/core/domain/say.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { showOffer } from '../../../src/core/offers/show-offer.ts';
import { publishedOffer, sampleOffer } from '../../support/offers.ts';
import { holdRegistrations } from '../../support/registrations.ts';
import { makeResident } from '../../support/resident.ts';

const START = new Date('2026-05-04T08:00:00Z');
const held = holdRegistrations(START);
const texts = loadTexts(undefined, { strict: true });
const shown = (says: Say[]): string =>
  renderSays(texts, says, 'sq', null)
    .map(({ html, markup }) => `${html}\n${JSON.stringify(markup ?? {})}`)
    .join('\n');

const offer = (changes: Partial<OfferDraft> = {}) =>
  publishedOffer(held.line, held.ana, sampleOffer(held.clock, { ownCode: String(Math.random()), ...changes }));

/** Somebody who told this of themselves after a message of theirs. */
async function someone(about: Pick<AboutYou, 'gender'> = {}) {
  const resident = makeResident(held.line);
  await resident.agree('sq');
  if (about.gender === undefined) return resident;
  await resident.sendFeedback('an invented message');
  await resident.press(`gender:${about.gender}`);
  await resident.command('cancel');
  return resident;
}

/** From the deciding question to the end. */
async function goThrough(resident: ReturnType<typeof makeResident>) {
  await resident.write('Sample Person');
  await resident.act({ kind: 'contact', phone: '+38344000000', own: true, handle: `c${Math.random()}` });
  await resident.press('needs:!skip');
  await resident.press('share:yes');
  return resident.press('check:send');
}

describe('eight seats, seven of them kept for women, and one man sits', () => {
  async function eight(waitingSeats = 10): Promise<string> {
    const offerId = await offer({ seats: 8, heldSeats: { women: 7 }, waitingSeats });
    const first = await someone();
    await first.tap(`o:apply:${offerId}`);
    await first.press('gender:man');
    expect(shown((await goThrough(first)).all)).toContain('Keni vend');
    return offerId;
  }

  it('is full to nobody: staff, lists and details say for whom the free ones are kept', async () => {
    const offerId = await eight();
    const entry = await showOffer(held.line, held.ana, offerId);
    if (!entry.ok) throw new Error(entry.code);
    expect(entry.value.state).toBe('kept');
    expect(seatWords(entry.value)).toBe('1 of 8 seats taken, 0 waiting, 7 free seats kept for women');

    const woman = await someone({ gender: 'woman' });
    const list = shown((await woman.command('trainings')).all);
    expect(list).toContain('vende të lira: 7');
    expect(list).not.toContain('plot');
    const details = shown((await woman.tap(`o:show:${offerId}`)).all);
    expect(details).toContain('Vende të lira: 7 nga 8');
    expect(details).toContain('Regjistrohu');
    expect(details).not.toContain('plot');

    const man = await someone({ gender: 'man' });
    expect(shown((await man.command('trainings')).all)).toContain('të lira vetëm për: gra');
    const his = shown((await man.tap(`o:show:${offerId}`)).all);
    expect(his).toContain('Tani nuk ka vend të lirë për ju.');
    expect(his).toContain('Hyni në listën e pritjes');
    expect(his).not.toContain('Është plot');

    const untold = await someone();
    const theirs = shown((await untold.tap(`o:show:${offerId}`)).all);
    expect(theirs).toContain('Nëse jeni prej tyre, ka vend të lirë për ju.');
    expect(theirs).toContain('Regjistrohu');
  });

  it('what decides it is asked first, and what it comes to is said before a name is asked for', async () => {
    const offerId = await eight();
    const woman = await someone();
    expect(shown((await woman.tap(`o:apply:${offerId}`)).all)).toContain('A jeni grua apo burrë?');
    expect(shown((await woman.press('gender:woman')).all)).toContain('Tani ka vend të lirë për ju.');
    expect(shown((await goThrough(woman)).all)).toContain('Keni vend');

    const man = await someone();
    await man.tap(`o:apply:${offerId}`);
    const told = shown((await man.press('gender:man')).all);
    expect(told).toContain('Vendet e lira ruhen për: gra');
    expect(told).toContain('Mund të hyni në listën e pritjes.');
    const waits = shown((await goThrough(man)).all);
    expect(waits).toContain('Vendet e lira ruhen për: gra');
    expect(shown((await man.press(/g:show:[0-9a-f-]{36}/.exec(JSON.stringify(man.said()))?.[0] ?? '')).all)).toContain(
      'Vendet e lira ruhen për: gra',
    );
  });

  it('who can neither have a seat nor wait is told before the form, and why', async () => {
    const offerId = await eight(0);
    const man = await someone();
    await man.tap(`o:apply:${offerId}`);
    const told = shown((await man.press('gender:man')).all);
    expect(told).toContain('Vendet e lira ruhen për: gra');
    expect(told).toContain('Lista e pritjes është plot.');
    expect(told).not.toContain('Cili është emri');
    const silent = await someone();
    await silent.tap(`o:apply:${offerId}`);
    expect(shown((await silent.press('gender:!skip')).all)).toContain('Lista e pritjes është plot.');
    const known = await someone({ gender: 'man' });
    const his = shown((await known.tap(`o:show:${offerId}`)).all);
    expect(his).toContain('Lista e pritjes është plot.');
    expect(his).not.toContain('Regjistrohu');
  });

  it('what they would not tell before is asked, and what they told is not', async () => {
    const offerId = await eight();
    const silent = await someone({ gender: 'undisclosed' });
    expect(shown((await silent.tap(`o:apply:${offerId}`)).all)).toContain('"f:');
    expect(silent.keys()).toContain('about:gender');
    const woman = await someone({ gender: 'woman' });
    const opened = shown((await woman.tap(`o:apply:${offerId}`)).all);
    expect(opened).toContain('Tani ka vend të lirë për ju.');
    expect(opened).toContain('Cili është emri');
    expect(opened).not.toContain('Së pari disa pyetje');
  });

  it('once the seats are held no more, they are everybody’s and nobody is asked', async () => {
    const offerId = await offer({
      seats: 8,
      heldSeats: { women: 8 },
      heldUntil: new Date(START.getTime() + 3_600_000),
    });
    held.clock = new Date(START.getTime() + 7_200_000);
    const man = await someone({ gender: 'man' });
    expect(shown((await man.command('trainings')).all)).toContain('vende të lira: 8');
    const opened = shown((await (await someone()).tap(`o:apply:${offerId}`)).all);
    expect(opened).toContain('Cili është emri');
    expect(opened).not.toContain('ruhen');
  });
});

it('the list says place, language and what is open, of trainings, placements and calls', async () => {
  await offer({
    ownCode: 'listed',
    texts: { sq: { title: 'Kontabilitet', place: '', description: 'x' } },
    municipality: 'zvecan',
  });
  const list = shown((await (await someone()).command('trainings')).all);
  expect(list).toContain('Kontabilitet');
  expect(list).toContain('📍 Zveçan · shqip, serbisht · vende të lira: 2');
});
