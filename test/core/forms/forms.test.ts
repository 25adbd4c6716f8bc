import { describe, expect, it } from 'vitest';
import { FeedbackAnswers, feedbackForm } from '../../../src/core/feedback/forms/feedback.ts';
import { FreeTextAnswers, freeTextForm } from '../../../src/core/feedback/forms/free-text.ts';
import { labelMatcher } from '../../../src/core/i18n/match-label.ts';
import { criticalKeys } from '../../../src/core/i18n/second-under.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { ReceiptAnswers, receiptForm } from '../../../src/core/items/forms/receipt.ts';
import { withdrawForm } from '../../../src/core/items/forms/withdraw.ts';
import { aboutYouForm } from '../../../src/core/residents/forms/about-you.ts';
import { changeLanguageForm } from '../../../src/core/residents/forms/change-language.ts';
import { FirstContactAnswers, firstContactForm } from '../../../src/core/residents/forms/first-contact.ts';
import { ForgetAnswers, forgetForm } from '../../../src/core/residents/forms/forget.ts';
import { drive, feedbackAtCheck, photo, text, voice } from './drive.ts';

describe('first contact', () => {
  it('says who reads it, what is kept and what Telegram sees before it asks to agree, in the chosen language', () => {
    const at = drive(firstContactForm);
    const step = at.choose('sq');
    expect(step.language).toBe('sq');
    expect(step.say).toHaveLength(1);
    expect(at.lines()).toEqual(['welcome', 'what', 'who', 'keep', 'channel', 'ask'].map((key) => `consent:${key}`));
    const more = at.press('consent:more');
    expect(more.say.every((say) => criticalKeys(say).length > 0)).toBe(true);
    expect(at.lines().slice(0, 5)).toEqual(
      ['who_not', 'keep_how', 'keep_sensitive', 'forget', 'free'].map((key) => `consent:${key}`),
    );
    expect(at.lines().at(-1)).toBe('consent:ask');
    at.choose('yes');
    expect(FirstContactAnswers.parse(at.answers())).toEqual({ language: 'sq', agree: 'yes' });
  });

  it('asks for a second language only after Romani', () => {
    const at = drive(firstContactForm);
    at.choose('rom', 'sr-Latn');
    expect(at.step()).toMatchObject({ language: 'rom', secondLanguage: 'sr-Latn' });
    at.choose('no');
    expect(FirstContactAnswers.parse(at.answers())).toEqual({ language: 'rom', second: 'sr-Latn', agree: 'no' });
    const other = drive(changeLanguageForm);
    expect(other.choose('sr-Cyrl').outcome?.kind).toBe('completed');
  });
});

describe('feedback', () => {
  it('is confidential and goes with type, place, topic and all messages', () => {
    const at = feedbackAtCheck(feedbackForm);
    at.choose('send');
    expect(FeedbackAnswers.parse(at.answers())).toMatchObject({
      type: 'complaint',
      anonymous: false,
      municipality: 'mitrovica_north',
      sector: 'health',
      messages: [{ text: 'The clinic was closed' }],
    });
  });

  it('can be sent without a link from the check', () => {
    const at = feedbackAtCheck(feedbackForm);
    at.choose('send_anonymous');
    expect(FeedbackAnswers.parse(at.answers()).anonymous).toBe(true);
  });

  it('about something serious shows emergency numbers first to who is not safe, and asks for no topic or street', () => {
    const at = drive(feedbackForm);
    at.choose('sensitive_report');
    const step = at.choose('no');
    expect(step.say[0]?.lines.map((line) => line.key)).toEqual([
      'emergency:title',
      'emergency:line',
      'emergency:line',
      'emergency:not_emergency',
      'feedback:safe.call_first',
    ]);
    at.choose('anonymous', 'elsewhere');
    expect(at.lines()).toContain('feedback:messages.ask_sensitive');
    at.say(voice());
    at.done();
    expect(at.labels()).not.toContain('feedback:check.send_anonymous');
    at.choose('send');
    expect(FeedbackAnswers.parse(at.answers())).toMatchObject({
      safe: 'no',
      anonymous: true,
      sector: 'rights_and_safety',
    });
  });

  it.each(['yes', 'skipped'])('about something serious asks how to report when safety is %s', (answer) => {
    const at = drive(feedbackForm);
    at.choose('sensitive_report');
    if (answer === 'yes') at.choose('yes');
    else at.skip();
    expect(at.state().at).toBe('privacy');
    expect(at.step().say).toHaveLength(1);
  });

  it('takes the street by text, by location or by voice, and a photo there goes to the message', () => {
    const atStreet = () => {
      const at = drive(feedbackForm);
      at.choose('request', 'zvecan');
      return at;
    };
    const send = (at: ReturnType<typeof drive>) => {
      at.choose('other');
      at.say(text('words'));
      at.done();
      at.choose('send');
      return FeedbackAnswers.parse(at.answers());
    };
    const written = atStreet();
    written.say(text(' Main street 5 '));
    expect(send(written).settlement).toBe('Main street 5');
    const shared = atStreet();
    shared.say({ kind: 'location', place: { latitude: 42.9, longitude: 20.84 }, handle: '5001' });
    expect(send(shared).place).toEqual({ latitude: 42.9, longitude: 20.84 });
    const spoken = atStreet();
    spoken.say(voice());
    expect(send(spoken).messages.map((message) => message.kind)).toEqual(['voice', 'text']);
    const pictured = atStreet();
    pictured.say(photo());
    expect(pictured.lines()).toEqual(['forms:aside.ask', 'forms:check.parts', 'codes:message_kind.photo']);
    pictured.press('forms:aside.keep');
    pictured.skip();
    expect(send(pictured).messages.map((message) => message.kind)).toEqual(['photo', 'text']);
  });

  it('refuses a street that is longer than a street, and says so', () => {
    const at = drive(feedbackForm);
    at.choose('request', 'zvecan');
    at.say(text('x'.repeat(201)));
    expect(at.lines()[0]).toBe('forms:too_long');
    expect(at.state().at).toBe('settlement');
  });

  it('opened with messages already written does not ask for them again, and Back leads out instead of to them', () => {
    const at = drive(feedbackForm, { messages: [text('before')] });
    expect(at.state().at).toBe('type');
    at.choose('appreciation', 'zvecan');
    at.skip();
    at.choose('other');
    expect(at.state().at).toBe('check');
    for (let count = 0; count < 4; count++) at.back();
    expect(at.state().at).toBe('type');
    expect(at.back().state?.pending).toBe('stop');
  });
});

describe('free text outside any form', () => {
  const open = (over = {}) => drive(freeTextForm, { messages: [text('no water')] }, over);

  it('is sent with two taps', () => {
    const at = open();
    at.choose('send');
    at.choose('now');
    expect(FreeTextAnswers.parse(at.answers())).toMatchObject({ choice: 'send', messages: [{ text: 'no water' }] });
  });

  it('gathers what follows into the same message without asking', () => {
    const at = open();
    at.say(text('for two days'));
    at.say(voice());
    expect(at.lines()).toContain('forms:added_count');
    at.choose('send');
    at.say(photo());
    at.choose('details');
    const answers = FreeTextAnswers.parse(at.answers());
    expect(answers.choice).toBe('details');
    expect(answers.messages).toHaveLength(4);
  });

  const item = (reference: string, pointed = false) => ({
    ...{ sensitive: false as const, pointed, reference, topic: { key: 'codes:sector.health' } },
    ...{ words: 'Nuk ka ujë', at: '2026-11-01T10:00:00Z' },
  });

  it('can join an item, only where there is one, and says what each is about', () => {
    const at = open({ belongs: [item('F-1'), item('F-2')] });
    expect(at.labels().slice(0, 4)).toEqual([
      ...['freetext:send', 'freetext:add_about', 'freetext:add_about', 'freetext:leave'],
    ]);
    // Under what goes, beside the buttons that name them: older words above it would be taken for what is sent.
    const [say] = at.step().say;
    expect(say?.quote).toContain('no water');
    expect(say?.lines.map(({ key }) => key)).not.toContain('freetext:about.quoted');
    expect(say?.after?.filter(({ key }) => key === 'freetext:about.quoted')).toHaveLength(2);
    at.choose('add_2');
    expect(FreeTextAnswers.parse(at.answers())).toMatchObject({ choice: 'add', to: 1 });
    expect(open({ belongs: [] }).labels()).not.toContain('freetext:add_about');
  });

  it('joins first what was pointed at', () => {
    const at = open({ belongs: [item('F-1', true), item('F-2')] });
    expect(at.labels().slice(0, 3)).toEqual(['freetext:add_about', 'freetext:send_new', 'freetext:add_about']);
    at.choose('add');
    expect(FreeTextAnswers.parse(at.answers())).toMatchObject({ choice: 'add', to: 0 });
  });

  it('says neither topic nor words nor number of a sensitive one', () => {
    const at = open({ belongs: [{ sensitive: true, pointed: true }] });
    expect(at.labels().slice(0, 3)).toEqual(['freetext:add_quiet', 'freetext:send_new', 'freetext:leave']);
    expect(at.lines()).not.toEqual(expect.arrayContaining(['freetext:about.quoted']));
  });

  it('is not sent when the person says so', () => {
    const at = open();
    expect(at.choose('leave')).toMatchObject({ state: null, outcome: { kind: 'cancelled' } });
    expect(at.step().leftover).toBeUndefined();
  });
});

describe('smaller forms', () => {
  it('forget only after two times yes', () => {
    const once = drive(forgetForm);
    once.choose('yes');
    expect(once.choose('no')).toMatchObject({ state: null, outcome: { kind: 'cancelled' } });
    const twice = drive(forgetForm);
    twice.choose('yes', 'yes');
    expect(ForgetAnswers.parse(twice.answers())).toEqual({ sure: 'yes', really: 'yes' });
  });

  it('leave an item open when the person does not want to withdraw it', () => {
    const at = drive(withdrawForm);
    at.choose('no');
    expect(at.lines()).toEqual(['withdraw:kept']);
  });

  it.each(['1234567812345678', '1234 5678 1234 5678', '1234-5678-1234-5678', ' 1234\u00a05678–12345678 '])(
    'read the receipt %s',
    (typed) => {
      const at = drive(receiptForm);
      at.say(text(typed));
      expect(ReceiptAnswers.parse(at.answers())).toEqual({ number: '1234567812345678' });
    },
  );

  it.each(['123', 'F-7K3QM2', '12345678123456789'])('say what a receipt looks like instead of %s', (typed) => {
    const at = drive(receiptForm);
    at.say(text(typed));
    expect(at.lines()[0]).toBe('receipt:invalid');
  });

  it('let every question about the person be skipped', () => {
    const at = drive(aboutYouForm);
    for (let count = 0; count < 4; count++) at.press('common:skip');
    expect(at.answers()).toEqual({});
  });
});

describe('the question of the age', () => {
  const atAge = (over = {}) => {
    const at = drive(aboutYouForm, undefined, over);
    at.skip();
    return at;
  };

  it('asks for the bands of now', () => {
    const at = atAge();
    expect(at.state().at).toBe('age_band');
    expect(at.lines().length).toBeGreaterThan(0);
    expect(bandsOf(at)).toEqual(['under_15', '15_17', '18_24', '25_59', '60_plus', 'undisclosed']);
  });

  it('still takes the band of before, from a button in the chat or typed as it read', () => {
    const pressed = atAge();
    pressed.choose('under_18');
    expect(pressed.state()).toMatchObject({ at: 'community', answers: { age_band: 'under_18' } });
    const typed = atAge({ matchLabel: labelMatcher(loadTexts()) });
    typed.say(text('nën 18 vjeç'));
    expect(typed.state()).toMatchObject({ at: 'community', answers: { age_band: 'under_18' } });
  });
});

const bandsOf = (at: ReturnType<typeof drive>): string[] =>
  at
    .step()
    .say.flatMap((say) => (say.buttons ?? []).flat())
    .flatMap(({ label }) => /^codes:age_band\.(.+)$/.exec('key' in label ? label.key : '')?.[1] ?? []);
