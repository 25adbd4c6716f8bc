import { describe, expect, test } from 'vitest';
import { contactQuestions } from '../../../src/core/offers/forms/contact.ts';
import { drive, text } from './drive.ts';

const FORM = { name: 'tiny', version: 1, cancellable: true, questions: contactQuestions('registration:name.why') };
function atPhone() {
  const at = drive(FORM);
  at.say(text('Sample Person'));
  return at;
}

describe('an old code of a mobile number is asked about, and what they say is kept', () => {
  test.each(['+377 44 123 456', '00377-44-123-456', '377 44 123456'])('%s, meant as the new one', (typed) => {
    const at = atPhone();
    at.say(text(typed));
    expect(at.lines()).toEqual(['forms:phone.wrote', 'forms:phone.did_you_mean']);
    expect(at.step().say[0]?.share).toBeUndefined();
    expect(JSON.stringify(at.step().say)).toContain('+383 44 123 456');
    at.press('forms:phone.meant');
    expect(at.answers()).toMatchObject({ phone: '+38344123456' });
  });

  test('as it was written, where that can be', () => {
    const at = atPhone();
    at.say(text('+386 49 123 456'));
    at.press('forms:phone.as_written');
    expect(at.answers()).toMatchObject({ phone: '+38649123456' });
    const other = atPhone();
    other.say(text('+381 44 123 456'));
    expect(other.labels()).not.toContain('forms:phone.as_written');
    other.press('forms:phone.meant');
    expect(other.answers()).toMatchObject({ phone: '+38344123456' });
  });

  test('a number that the phone shares is asked about too', () => {
    const at = atPhone();
    at.put({ kind: 'contact', phone: '37745123456', own: true });
    at.press('forms:phone.meant');
    expect(at.answers()).toMatchObject({ phone: '+38345123456' });
    const abroad = atPhone();
    abroad.put({ kind: 'contact', phone: '491701234567', own: true });
    expect(abroad.answers()).toMatchObject({ phone: '+491701234567' });
  });

  test('another number may be written instead, Back asks again, and an old button then says what is asked now', () => {
    const at = atPhone();
    at.say(text('+377 44 123 456'));
    at.back();
    expect(at.state()).toMatchObject({ at: 'phone' });
    expect(at.lines()).toEqual(['registration:phone.ask']);
    at.put({ kind: 'doubt', question: 'phone', meant: true });
    expect(at.lines()).toEqual(['forms:earlier_button', 'registration:phone.ask']);
    at.say(text('+377 44 123 456'));
    at.say(text('049 111 222'));
    expect(at.answers()).toMatchObject({ phone: '+38349111222' });
  });

  test('two numbers are two', () => {
    const at = atPhone();
    at.say(text('044 123 456, 049 111 222'));
    expect(at.lines()[0]).toBe('forms:phone.several');
  });
});
