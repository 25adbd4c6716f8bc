import { describe, expect, it } from 'vitest';
import { whyNotQuoted } from '../../../src/core/domain/quote.ts';

const THEIRS = ['Nuk kemi ujë që nga e hëna, as unë as komshiu Agron.', 'Вода је дошла тек увече.'];
const why = (original: string, translations = {}) => whyNotQuoted({ original, translations }, THEIRS)?.code ?? null;

describe('what may be quoted of somebody', () => {
  it.each([
    ['their words as they are', THEIRS[0] as string, null],
    ['a part of them', 'Nuk kemi ujë që nga e hëna.', null],
    ['words left out anywhere, with or without a sign for it', 'Nuk kemi ujë … as unë', null],
    ['over two messages', 'Nuk kemi ujë [...] Вода је дошла тек увече', null],
    ['in another case, without marks, in the other script', 'nuk kemi uje. Voda je došla', null],
    ['a word put in', 'Nuk kemi pasur ujë', 'not_their_words'],
    ['in another order', 'ujë nuk kemi', 'not_their_words'],
    ['a word said once, twice', 'Nuk Nuk kemi ujë', 'not_their_words'],
    ['what somebody else might say', 'Gjithçka është mirë', 'not_their_words'],
  ])('%s', (_, original, code) => expect(why(original)).toBe(code));

  it.each([
    'Nuk kemi ujë, 044 123 456',
    'Nuk kemi ujë +383-44-123-456',
    'Nuk kemi ujë ٠٤٤١٢٣٤٥٦',
    'Nuk kemi ujë 0 4 4 1 2 3',
    'Nuk kemi ujë @agron',
    'Nuk kemi ujë https://example.org/1',
    'Nuk kemi ujë t.me/agron',
  ])('never what shows who it is, in the words or in a translation: %s', (text) => {
    expect(whyNotQuoted({ original: text, translations: {} }, [text])).toMatchObject({ code: 'shows_who' });
    expect(why('Nuk kemi ujë', { en: text })).toBe('shows_who');
  });

  it('may have years and sums in it', () => {
    const text = 'Që nga 2021 paguajmë 15,50 euro';
    expect(whyNotQuoted({ original: text, translations: {} }, [text])).toBeNull();
  });
});
