import { describe, expect, it } from 'vitest';
import { renderSays } from '../../../src/bots/telegram/render.ts';
import type { OfferDraft } from '../../../src/core/domain/offers/offer.ts';
import type { Say } from '../../../src/core/domain/say.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { publishedOffer, sampleCall, sampleOffer } from '../../support/offers.ts';
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
const titled = (title: string) => ({ sq: { title, place: '', description: 'x' } });

async function registered(name = 'Sample Person') {
  const resident = makeResident(held.line);
  await resident.agree('sq');
  await resident.register(await offer(), name);
  return resident;
}

describe('a second registration knows name and phone', () => {
  it('and takes them in one tap, named in the check', async () => {
    const resident = await registered();
    const opened = shown((await resident.tap(`o:apply:${await offer()}`)).all);
    expect(opened).toContain('Emri: Sample Person');
    expect(opened).toContain('Telefoni: +38344000000');
    expect(shown((await resident.press('known:same')).all)).toContain('A ju duhet diçka nga këto');
    await resident.press('needs:!skip');
    const check = shown((await resident.press('share:yes')).all);
    expect(check).toContain('🎓 Trajnim: Trajnim i shpikur');
    expect(check).toContain('Emri dhe telefoni: Sample Person, +38344000000');
    expect(shown((await resident.press('check:send')).all)).toContain('Keni vend');
  });

  it.each([
    ['phone', 'Në cilin numër telefoni', 'Emri dhe telefoni: Sample Person'],
    ['other', 'Cili është emri', 'Emri: Other Person'],
  ])('and asks for what is changed: %s', async (what, asked, checked) => {
    const resident = await registered();
    await resident.tap(`o:apply:${await offer()}`);
    expect(shown((await resident.press(`known:${what}`)).all)).toContain(asked);
    if (what === 'other') await resident.write('Other Person');
    await resident.write('044 111 222');
    await resident.press('needs:!skip');
    const check = shown((await resident.press('share:yes')).all);
    expect(check).toContain(checked);
    expect(check).toContain('+38344111222');
    expect(shown((await resident.press('check:send')).all)).toContain('Keni vend');
    // What was told last is what is known next time.
    const next = shown((await resident.tap(`o:apply:${await offer()}`)).all);
    expect(next).toContain('+38344111222');
  });

  it('an application knows it from a registration; the change of one opens at its check', async () => {
    const resident = await registered();
    const call = await publishedOffer(held.line, held.ana, sampleCall(held.clock));
    await resident.tap(`o:apply:${call}`);
    await resident.write('an invented idea');
    await resident.press('idea:!done');
    await resident.press('stage:idea');
    const known = shown((await resident.write('1000')).all);
    expect(known).toContain('Sample Person');
    const check = shown((await resident.press('known:same')).all);
    expect(check).toContain('💶 Thirrje për grante: Trajnim i shpikur');
    expect(shown((await resident.press('check:send')).all)).toContain('E morëm aplikimin tuaj');
    const second = await offer();
    await resident.tap(`o:apply:${second}`);
    await resident.press('known:same');
    await resident.press('needs:!skip');
    await resident.press('share:yes');
    const seated = shown((await resident.press('check:send')).all);
    expect(seated).toContain('Liro vendin: Trajnim i shpikur');
    const id = /g:show:([0-9a-f-]{36})/.exec(seated)?.[1] ?? '';
    expect(shown((await resident.tap(`g:show:${id}`)).all)).toContain('✏️ Ndrysho: Trajnim i shpikur');
    const change = shown((await resident.tap(`g:change:${id}`)).all);
    expect(change).toContain('Emri: Sample Person');
    expect(change).toContain('🎓 Trajnim: Trajnim i shpikur');
    expect(shown((await resident.press('check:send')).all)).toContain('Ndryshimet tuaja u ruajtën');
    expect(shown((await resident.tap(`g:cancel:${id}`)).all)).toContain('🎓 Trajnim: Trajnim i shpikur');
  });

  it.each([['a name that was spoken'], ['somebody else']])('and nothing of %s', async (whose) => {
    const resident = makeResident(held.line);
    await resident.agree('sq');
    if (whose === 'a name that was spoken') {
      await resident.tap(`o:apply:${await offer()}`);
      await resident.speak();
      await resident.write('044 000 000');
      await resident.press('needs:!skip');
      await resident.press('share:no');
      await resident.press('check:send');
    } else await registered();
    expect(shown((await resident.tap(`o:apply:${await offer()}`)).all)).toContain('Cili është emri');
  });
});

describe('the questions that decide stop at the first answer that rules somebody out', () => {
  const rules = { minAge: 18, municipalities: ['zvecan' as const], genders: ['woman' as const] };

  it('and it is said why, and what else there is', async () => {
    const other = await offer({ texts: titled('Për të gjithë') });
    const offerId = await offer({ rules, texts: titled('Vetëm për disa') });
    const resident = makeResident(held.line);
    await resident.agree('sq');
    await resident.tap(`o:apply:${offerId}`);
    const told = shown((await resident.write('15')).all);
    expect(told).toContain('Duhet të jeni të paktën 18 vjeç.');
    expect(told).not.toContain('Ku jetoni?');
    expect(told).not.toContain('Është vetëm për:');
    expect(told).toContain('🎓 Trajnim: Vetëm për disa');
    expect(told).toContain('o:show:');
    expect(told).not.toContain(`o:show:${offerId}`);
    expect(told).toContain('U përgjigja gabim');
    expect(other).not.toBe(offerId);
    await resident.tap(`o:apply:${offerId}`);
    await resident.write('30');
    const second = shown((await resident.press('municipality:elsewhere')).all);
    expect(second).toContain('Është për njerëz nga: Zveçan');
    expect(second).not.toContain('A jeni grua apo burrë?');
  });

  it('an own question stops it too, and who told it before is not asked at all', async () => {
    const questions = [
      { key: 'a', kind: 'yes_no' as const, texts: { sq: 'Pyetja e parë?' }, needed: 'yes' as const },
      { key: 'b', kind: 'yes_no' as const, texts: { sq: 'Pyetja e dytë?' }, needed: 'no' as const },
    ];
    const resident = makeResident(held.line);
    await resident.agree('sq');
    await resident.tap(`o:apply:${await offer({ questions })}`);
    const told = shown((await resident.press('q_a:no')).all);
    expect(told).toContain('Pyetja e parë?');
    expect(told).not.toContain('Pyetja e dytë?');

    const man = makeResident(held.line);
    await man.agree('sq');
    await man.sendFeedback('an invented message');
    await man.press('gender:man');
    await man.command('cancel');
    const his = shown((await man.tap(`o:apply:${await offer({ rules: { genders: ['woman'], minAge: 18 } })}`)).all);
    expect(his).toContain('Është vetëm për: Grua');
    expect(his).not.toContain('Sa vjeç jeni?');
    expect(his).not.toContain('Së pari disa pyetje');
    expect(his).not.toContain('U përgjigja gabim');
  });
});

describe('where it is and what it is called', () => {
  it.each([
    ['its own words', 'zvecan', { sq: 'Salla 1', 'sr-Latn': 'Sala 1' }, 'sq', '📍 Salla 1'],
    ['the municipality where the text is empty', 'zvecan', { sq: '' }, 'sq', '📍 Zveçan'],
    ['the municipality where it is only spaces', 'mitrovica_north', { sq: '  ' }, 'sq', '📍 Mitrovica e Veriut'],
    ['the words of another text before the municipality', 'zvecan', { sq: '', 'sr-Latn': 'Sala 1' }, 'sq', '📍 Sala 1'],
    ['nothing where nobody said', 'elsewhere', { sq: '' }, 'sq', null],
  ] as const)('%s', async (_what, municipality, places, _language, wanted) => {
    const text = (place: string) => ({ title: `Titull ${municipality}`, place, description: 'x' });
    const words = Object.fromEntries(Object.entries(places).map(([language, place]) => [language, text(place)]));
    const offerId = await offer({ municipality, texts: words });
    const resident = makeResident(held.line);
    await resident.agree('sq');
    const details = shown((await resident.tap(`o:show:${offerId}`)).all);
    if (wanted) expect(details).toContain(wanted);
    else expect(details).not.toContain('📍');
  });

  it('a list of calls says the place, the deadline and the amount', async () => {
    await publishedOffer(
      held.line,
      held.ana,
      sampleCall(held.clock, { municipality: 'zvecan', texts: titled('Grant i shpikur') }),
    );
    const resident = makeResident(held.line);
    await resident.agree('sq');
    const list = shown((await resident.command('grants')).all);
    expect(list).toContain('▫️ Grant i shpikur · deri më 3 qershor 2026\n📍 Zveçan · deri në 3\u00a0000\u00a0€');
  });
});
