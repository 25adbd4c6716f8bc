import { describe, expect, it } from 'vitest';
import type { FormState, FormStep } from '../../../src/core/domain/form.ts';
import { feedbackForm } from '../../../src/core/feedback/forms/feedback.ts';
import { openForm, parseFormButton, stepForm } from '../../../src/core/forms/engine.ts';
import { addToItemForm } from '../../../src/core/items/forms/add-to-item.ts';
import { aboutYouForm } from '../../../src/core/residents/forms/about-you.ts';
import { context, drive, feedbackAtCheck, KEY, photo, text, voice } from './drive.ts';

const messages = (state: FormState) => state.answers.messages as { text?: string }[];

describe('a form under way', () => {
  it('answers a button of another form with one line and the same question, and loses nothing', () => {
    const at = drive(feedbackForm);
    at.choose('complaint');
    const before = at.state();
    const step = at.put({ kind: 'option', question: 'municipality', code: 'zvecan', formKey: 'ffffffff' });
    expect(step.state).toEqual(before);
    expect(at.lines()).toEqual(['forms:earlier_button', 'feedback:municipality.ask']);
    expect(step.say[0]?.replace).toBeUndefined();
  });

  it.each([
    ['of an earlier question', 'f:0b9f3c2e:type:complaint'],
    ['with a forged code', 'f:0b9f3c2e:municipality:paris'],
    ['that skips what may not be skipped', 'f:0b9f3c2e:municipality:!skip'],
    ['that is done with nothing', 'f:0b9f3c2e:municipality:!done'],
    ['that edits outside the check', 'f:0b9f3c2e:type:!edit'],
    ['that confirms a stop nobody asked for', 'f:0b9f3c2e::!stop'],
    ['that clears what is not there', 'f:0b9f3c2e:messages:!clear_yes'],
    ['that keeps what is not aside', 'f:0b9f3c2e::!keep'],
  ])('stays at the question after a button %s', (_name, data) => {
    const at = drive(feedbackForm);
    at.choose('complaint');
    const before = at.state();
    const input = parseFormButton(data);
    expect(input).not.toBeNull();
    if (input) at.put(input);
    expect(at.state()).toEqual(before);
    expect(at.lines()[0]).toBe('forms:earlier_button');
  });

  it('never reads a button that it did not make', () => {
    for (const data of [
      '',
      'f',
      'f:::',
      'x:1:2:3',
      'f:k:q:!nothing',
      'f:k::code',
      'f:k:Q:a',
      `f:k:q:${'a'.repeat(60)}`,
      'i:add:1',
    ])
      expect(parseFormButton(data)).toBeNull();
  });

  it('goes back along the way it came, and out at its beginning without asking', () => {
    const at = drive(feedbackForm);
    at.choose('sensitive_report', 'yes', 'anonymous');
    expect(at.state().at).toBe('municipality');
    at.back();
    expect(at.state().at).toBe('privacy');
    at.back();
    at.back();
    expect(at.state().at).toBe('type');
    expect(at.back()).toMatchObject({ state: null, outcome: { kind: 'cancelled' } });
  });

  it('asks once before it deletes what was written, and goes on as if nothing had been asked', () => {
    const at = drive(addToItemForm);
    at.say(text('first'));
    at.put({ kind: 'cancel' });
    expect(at.lines()).toEqual(['forms:stop.ask']);
    at.press('forms:stop.no');
    expect(at.state().pending).toBeUndefined();
    expect(messages(at.state())).toHaveLength(1);
    at.put({ kind: 'cancel' });
    at.say(text('second'));
    expect(messages(at.state())).toHaveLength(2);
    at.put({ kind: 'cancel' });
    expect(at.press('forms:stop.yes')).toMatchObject({ state: null, outcome: { kind: 'cancelled' } });
  });

  it('asks before Back out of the first question deletes what was written', () => {
    const at = drive(addToItemForm);
    at.say(text('words'));
    expect(at.back().state?.pending).toBe('stop');
  });

  it('leaves at once on Cancel when nothing was written', () => {
    const at = drive(feedbackForm);
    at.choose('complaint');
    expect(at.put({ kind: 'cancel' })).toMatchObject({ state: null, outcome: { kind: 'cancelled' } });
  });

  it('counts one message once, however often it arrives, and takes its newest words', () => {
    const at = drive(addToItemForm);
    at.say(text('one', '901'));
    at.say(text('one', '901'));
    at.say(text('one, corrected', '901'));
    expect(messages(at.state())).toEqual([expect.objectContaining({ text: 'one, corrected' })]);
  });

  it('says of the message over the most that it was not saved, and keeps all before it', () => {
    const at = drive(addToItemForm);
    for (let count = 0; count < 200; count++) at.say(text(`part ${count}`));
    at.say(text('too many'));
    expect(at.lines()[0]).toBe('forms:full');
    expect(messages(at.state())).toHaveLength(200);
    expect(at.done().outcome?.kind).toBe('completed');
  });

  it('asks for a message before it is done with none', () => {
    const at = drive(addToItemForm);
    at.done();
    expect(at.lines()[0]).toBe('forms:nothing_yet');
  });

  it('answers a sticker with one clear line and the question again', () => {
    const at = drive(feedbackForm);
    at.put({ kind: 'unsupported' });
    expect(at.lines()).toEqual(['forms:use_buttons', 'feedback:type.ask']);
    const writing = drive(addToItemForm);
    writing.put({ kind: 'unsupported' });
    expect(writing.lines()[0]).toBe('forms:not_understood');
  });

  it('marks the first message to take the place of the tapped one, and only then', () => {
    const at = drive(feedbackForm);
    expect(at.press('codes:feedback_type.complaint').say[0]?.replace).toBe(true);
    expect(at.say(photo()).say[0]?.replace).toBeUndefined();
  });
});

describe('words that come where a button was expected', () => {
  it('lie aside until the person says what to do, and then join the message', () => {
    const at = drive(feedbackForm);
    at.choose('complaint');
    at.say(voice());
    at.say(text('and more'));
    expect(at.lines()).toEqual(['forms:aside.ask', 'forms:check.parts', 'common:label_and_value']);
    at.press('forms:aside.keep');
    expect(at.state()).toMatchObject({ at: 'municipality' });
    expect(messages(at.state())).toHaveLength(2);
    at.choose('zvecan');
    at.skip();
    at.choose('other');
    expect(at.state().at).toBe('messages');
    expect(at.done().state?.at).toBe('check');
  });

  it('are counted where it is asked what to do with them, a file as well as a word, and where they are kept', () => {
    const count = (step: FormStep, key: string) => step.say[0]?.lines.find((line) => line.key === key)?.values?.count;
    const at = drive(feedbackForm);
    expect(count(at.say(photo()), 'forms:check.parts')).toBe(1);
    expect(count(at.say(voice()), 'forms:check.parts')).toBe(2);
    expect(count(at.press('forms:aside.keep'), 'forms:aside.kept')).toBe(2);
    expect(count(at.say(voice()), 'forms:check.parts')).toBe(1);
    expect(count(at.press('forms:aside.keep'), 'forms:aside.kept')).toBe(3);
    const later = drive(aboutYouForm);
    later.say(photo());
    expect(count(later.press('forms:aside.keep_later'), 'forms:aside.kept')).toBe(1);
  });

  it('are told at once to be too large where they are', () => {
    const at = drive(feedbackForm);
    const big = photo();
    at.say({ ...big, file: { ...big.file, tooLarge: true } as never });
    expect(at.lines()).toContain('forms:file_too_large');
  });

  it('are left out only when the person says so', () => {
    const at = drive(feedbackForm);
    at.say(text('hm'));
    at.press('forms:aside.leave');
    expect(at.state().aside).toBeUndefined();
    expect(at.state().answers.messages).toBeUndefined();
  });

  it('are handed back at the end by a form that has no place for them', () => {
    const at = drive(aboutYouForm);
    at.say(text('our street has no light'));
    at.press('forms:aside.keep_later');
    for (let count = 0; count < 4; count++) at.skip();
    expect(at.step()).toMatchObject({ state: null, leftover: [{ text: 'our street has no light' }] });
  });

  it('count as the answer when they name one option, and ask which when they name two', () => {
    const matchLabel = (typed: string) => (typed === 'Mitrovica' ? ['mitrovica_north', 'mitrovica_south'] : ['zvecan']);
    const at = drive(feedbackForm, undefined, { matchLabel });
    at.put({ kind: 'option', question: 'type', code: 'complaint' });
    at.say(text('Mitrovica'));
    expect(at.lines()).toEqual(['forms:which_one', 'feedback:municipality.ask']);
    at.say(text('Zvecan'));
    expect(at.state().answers.municipality).toBe('zvecan');
  });
});

describe('several choices', () => {
  const atCommunity = () => {
    const at = drive(aboutYouForm);
    at.skip();
    at.skip();
    return at;
  };

  it('are switched on and off until Done', () => {
    const at = atCommunity();
    at.choose('roma', 'ashkali', 'serb', 'serb');
    expect(at.labels().filter((label) => label === 'common:chosen')).toHaveLength(2);
    at.done();
    at.skip();
    expect(at.answers()).toEqual({ community: ['roma', 'ashkali'] });
  });

  it('give way to "I do not want to say", and it to them', () => {
    const at = atCommunity();
    at.choose('roma', 'undisclosed');
    expect(at.state().answers.community).toEqual(['undisclosed']);
    at.choose('turk');
    expect(at.state().answers.community).toEqual(['turk']);
  });

  it('left empty are a question skipped', () => {
    const at = atCommunity();
    at.choose('roma', 'roma');
    at.done();
    at.skip();
    expect(at.answers()).toEqual({});
  });
});

describe('the check before sending', () => {
  it('lists every answer with a button to change it', () => {
    const at = feedbackAtCheck(feedbackForm);
    const said = at.step().say[0];
    const named = said?.lines.flatMap((line) => (line.values?.label as { key: string } | undefined)?.key ?? []);
    expect(named).toEqual(
      ['type', 'municipality', 'settlement', 'sector', 'messages'].map((key) => `feedback:${key}.name`),
    );
    expect(at.labels().filter((label) => label === 'common:edit')).toHaveLength(5);
    expect(said?.quote).toBe('The clinic was closed');
  });

  it('is where a change returns to, with the new answer', () => {
    const at = feedbackAtCheck(feedbackForm);
    at.put({ kind: 'edit', question: 'municipality' });
    at.choose('zvecan');
    expect(at.state()).toMatchObject({ at: 'check', answers: { municipality: 'zvecan' } });
  });

  it('is where Back out of a change returns to, with the old answer', () => {
    const at = feedbackAtCheck(feedbackForm);
    at.put({ kind: 'edit', question: 'sector' });
    at.back();
    expect(at.state()).toMatchObject({ at: 'check', answers: { sector: 'health' } });
  });

  it('drops answers that a change made pointless, asks what it made necessary, and keeps the message', () => {
    const at = feedbackAtCheck(feedbackForm);
    at.put({ kind: 'edit', question: 'type' });
    at.choose('sensitive_report');
    expect(at.state().at).toBe('safe');
    expect(at.state().answers).not.toHaveProperty('sector');
    at.skip();
    at.choose('confidential');
    expect(at.state().at).toBe('check');
    expect(messages(at.state())).toHaveLength(1);
  });

  it('deletes the message only after asking, and then wants a new one', () => {
    const at = feedbackAtCheck(feedbackForm);
    at.put({ kind: 'edit', question: 'messages' });
    at.press('forms:clear.button');
    at.press('forms:clear.no');
    expect(messages(at.state())).toHaveLength(1);
    at.press('forms:clear.button');
    at.press('forms:clear.yes');
    at.back();
    expect(at.state().at).toBe('messages');
    at.say(text('again'));
    at.done();
    expect(at.state().at).toBe('check');
  });

  it('shows the beginning of a very long message and says that all of it is sent', () => {
    const at = feedbackAtCheck(feedbackForm);
    at.put({ kind: 'edit', question: 'messages' });
    for (let count = 0; count < 3; count++) at.say(text('ш'.repeat(4096)));
    at.done();
    expect(at.step().say[0]?.quote?.length).toBeLessThan(2000);
    expect(at.lines()).toContain('forms:check.beginning');
    const messagesSent = at.choose('send').outcome;
    expect(messagesSent?.kind === 'completed' && JSON.stringify(messagesSent.answers).length).toBeGreaterThan(12_000);
  });
});

describe('a form that changed while somebody stood in it', () => {
  const old = (answers: FormState['answers'], over: Partial<FormState> = {}): FormState => ({
    form: 'feedback',
    version: 0,
    key: KEY,
    at: 'gone',
    answers,
    trail: Object.keys(answers),
    ...over,
  });

  it('keeps answers by their key where they still hold, and goes on at the first open question', () => {
    const state = old({ type: 'complaint', municipality: 'atlantis', sector: 'health' });
    const step = stepForm(feedbackForm, state, { kind: 'resume' }, context);
    expect(step.state).toMatchObject({
      at: 'municipality',
      version: 1,
      answers: { type: 'complaint', sector: 'health' },
    });
    expect(step.state?.answers).not.toHaveProperty('municipality');
  });

  it('keeps words whose question is gone', () => {
    const state = old({ type: 'complaint', story: [text('once')] });
    expect(stepForm(feedbackForm, state, { kind: 'resume' }, context).state?.kept).toHaveLength(1);
  });

  it('stays where it was when the question is still there under the same version', () => {
    const { state } = openForm(feedbackForm, KEY, context);
    expect(state && stepForm(feedbackForm, state, { kind: 'resume' }, context).state).toEqual(state);
  });
});
