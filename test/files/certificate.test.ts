import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { type CertificateFacts, makeCertificate } from '../../src/files/certificate.ts';
import { pdfPages, unspaced } from '../support/pdf-text.ts';

const texts = loadTexts(undefined, { strict: true });

const facts = (over: Partial<CertificateFacts> = {}): CertificateFacts => ({
  language: 'sq',
  secondLanguage: null,
  name: 'Gëzim Çelaj',
  title: 'Kurs për rrobaqepësi',
  place: 'Mitrovica e Jugut',
  from: new Date('2026-10-05T08:00:00Z'),
  to: new Date('2026-11-20T15:00:00Z'),
  hours: 48,
  agency: 'UNDP',
  issuedAt: new Date('2026-11-23T09:00:00Z'),
  code: 'K7MP-3XQ9',
  ...over,
});

async function onlyPage(over: Partial<CertificateFacts> = {}): Promise<string> {
  const pages = pdfPages(await makeCertificate(texts, facts(over)));
  expect(pages).toHaveLength(1);
  return unspaced(pages[0] ?? '');
}

describe('makeCertificate', () => {
  it.each([
    ['sq', 'Gëzim Çelaj', 'Kurs për rrobaqepësi', '5 tetor 2026'],
    ['sr-Latn', 'Đorđe Šćepanović Ždral', 'Obuka za čišćenje', '5.10.2026.'],
    ['sr-Cyrl', 'Ђурђица Љубић Њежић Џамић', 'Обука за заваривање', '5.10.2026.'],
    ['rom', 'Şükrü Ağırbaşlı', 'Treningo baši frizerka', '5.10.2026'],
  ] as const)('says name, title, dates, code and every label in %s', async (language, name, title, from) => {
    const page = await onlyPage({ language, name, title });
    const labels = ['heading', 'given_to', 'took_part', 'place', 'dates', 'hours', 'agency', 'issued', 'code', 'check'];
    for (const words of [
      name,
      title,
      from,
      'K7MP-3XQ9',
      ...labels.map((key) => texts.say(language, `certificate:${key}`)),
    ])
      expect(page).toContain(unspaced(words));
  });

  it('says that it is invented only when it is a sample', async () => {
    const note = unspaced(texts.say('sq', 'certificate:sample'));
    expect(await onlyPage({ sample: true })).toContain(note);
    expect(await onlyPage()).not.toContain(note);
  });

  it.each([
    ['markup', '<b>Ana</b> & "Iva"', '<b>Ana</b>&"Iva"'],
    ['marks of direction and emoji', '\u202eAna \u200f🎉 Krasniqi\u2066', 'AnaKrasniqi'],
    ['letters in costume', '𝓐na Krasniqi', 'AnaKrasniqi'],
    ['letters taken apart', 'Ge\u0308zim', 'Gëzim'],
    ['a soft hyphen', 'A\u00adgron', 'Agron'],
    ['fillers and selectors', 'A\u034fg\u3164ron\ufe0f', 'Agron'],
    ['a Latin letter in a Cyrillic word', 'Јовaна Милић', 'ЈованаМилић'],
    ['a Cyrillic letter in a Latin word', 'Аna Krasniqi', 'AnaKrasniqi'],
    ['80 wide letters in one word', 'Ш'.repeat(80), 'Ш'.repeat(80)],
  ])('keeps all it can draw of a name with %s', async (_, name, drawn) => {
    const page = await onlyPage({ name });
    expect(page).toContain(drawn);
    expect(page).not.toContain('\uFFFD');
  });

  it('leaves a line to write on where nothing of the name can be drawn', async () => {
    expect(await onlyPage({ name: '🎉' })).toContain('_'.repeat(24));
  });

  it('keeps all of very long words on its one page', async () => {
    const long = { name: 'Ë'.repeat(300), title: 'W'.repeat(900), place: 'Q'.repeat(200) };
    const page = await onlyPage(long);
    for (const word of Object.values(long)) expect(page).toContain(word);
  });

  it('is the same file, byte for byte, when made again', async () => {
    expect(await makeCertificate(texts, facts())).toEqual(await makeCertificate(texts, facts()));
  });
});
