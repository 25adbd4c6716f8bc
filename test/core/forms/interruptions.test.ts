import { describe, expect, it } from 'vitest';
import type { IncomingMessage } from '../../../src/core/domain/message-body.ts';
import type { Say, SayValue } from '../../../src/core/domain/say.ts';
import { feedbackForm } from '../../../src/core/feedback/forms/feedback.ts';
import { freeTextForm } from '../../../src/core/feedback/forms/free-text.ts';
import { addToItemForm } from '../../../src/core/items/forms/add-to-item.ts';
import { aboutYouForm } from '../../../src/core/residents/forms/about-you.ts';
import { drive, feedbackAtCheck, photo, text, voice } from './drive.ts';

const paper: IncomingMessage = {
  kind: 'document',
  file: { id: 'd', uniqueId: 'd', name: 'plan.pdf', bytes: 10 },
  handle: '7001',
};
const spot: IncomingMessage = { kind: 'location', place: { latitude: 42.9, longitude: 20.86 }, handle: '7002' };
const captioned: IncomingMessage = { ...photo('7003'), text: 'Rruga jonë' };

/** What people write or send while something else is asked, and what of it has to be seen. */
const SENT: [what: string, sent: IncomingMessage, seen: string][] = [
  ['a name', text('Agron Gashi', 'said-0'), 'Agron Gashi'],
  ['a number', text('044 123 456', 'said-1'), '044 123 456'],
  ['a question', text('A ka vend edhe për vëllain tim?', 'said-2'), 'A ka vend edhe për vëllain tim?'],
  ['two lines', text('Nema vode\nveć dva dana', 'said-3'), 'Nema vode\nveć dva dana'],
  ['markup', text('<b>kuku</b> & co', 'said-4'), '<b>kuku</b> & co'],
  ['a voice', voice('7004'), 'codes:message_kind.voice 0:04'],
  ['a picture', photo('7005'), 'codes:message_kind.photo'],
  ['a picture with words', captioned, 'Rruga jonë'],
  ['a document', paper, 'codes:message_kind.document plan.pdf'],
  ['a place', spot, 'codes:message_kind.location'],
];

const wordOf = (value: SayValue): string =>
  typeof value !== 'object' ? String(value) : 'key' in value ? value.key : 'text' in value ? value.text : '';

/** All of a say that is read, as keys and words. */
const seenIn = (says: readonly Say[]): string =>
  says
    .flatMap(({ lines, quote, after = [] }) => [
      ...[...lines, ...after].map(({ key, values = {} }) =>
        key === 'common:label_and_value' ? Object.values(values).map(wordOf).join(' ') : key,
      ),
      ...(quote === undefined ? [] : [quote]),
    ])
    .join('\n');

describe.each(SENT)('%s, sent while a button was expected', (_what, sent, seen) => {
  const interrupted = (form = aboutYouForm) => {
    const at = drive(form);
    at.say(sent);
    return at;
  };

  it('is shown where it is asked what to do with it', () => {
    const at = interrupted();
    expect(at.lines()).toContain('forms:aside.ask');
    expect(seenIn(at.step().say)).toContain(seen);
  });

  it('is gone after Back, says so, and comes never again', () => {
    const at = interrupted();
    at.press('common:back');
    expect(at.lines()[0]).toBe('forms:aside.left');
    expect(at.state()).toMatchObject({ at: 'gender' });
    expect(JSON.stringify(at.state())).not.toContain(sent.handle);
    for (let count = 0; count < 4; count++) at.skip();
    expect(at.step().outcome?.kind).toBe('completed');
    expect(at.step().leftover).toBeUndefined();
  });

  it('is gone after Back in a form that has a message of its own', () => {
    const at = interrupted(feedbackForm);
    at.press('common:back');
    expect(JSON.stringify(at.state())).not.toContain(sent.handle);
    expect(at.state().answers.messages).toBeUndefined();
  });

  it('is asked about again when another button is pressed, and neither kept nor lost by it', () => {
    const at = interrupted(feedbackForm);
    at.choose('complaint');
    expect(at.state()).toMatchObject({ at: 'municipality', aside: [{ handle: sent.handle }] });
    expect(at.lines()).toContain('forms:aside.ask');
    expect(seenIn(at.step().say)).toContain(seen);
    expect(at.state().answers.messages).toBeUndefined();
    at.press('common:back');
    expect(at.lines()).toEqual(['forms:aside.left', 'feedback:municipality.ask']);
  });

  it('is asked about before it goes anywhere, also when the form ends meanwhile', () => {
    const at = interrupted();
    for (let count = 0; count < 4; count++) at.skip();
    expect(at.step()).toMatchObject({ state: null, leftover: [{ handle: sent.handle }] });
  });

  it('is deleted by Cancel only after a question', () => {
    const at = interrupted(feedbackForm);
    at.press('common:cancel');
    expect(at.lines()).toEqual(['forms:stop.ask']);
    at.press('forms:stop.no');
    expect(seenIn(at.step().say)).toContain(seen);
    at.press('common:cancel');
    at.press('forms:stop.yes');
    expect(at.step()).toMatchObject({ state: null, outcome: { kind: 'cancelled' } });
    expect(at.step().leftover).toBeUndefined();
  });

  it('counts once when it is delivered again, and stays asked about after a restart', () => {
    const at = interrupted();
    at.say(sent);
    expect(at.state().aside).toHaveLength(1);
    at.put({ kind: 'resume' });
    expect(seenIn(at.step().say)).toContain(seen);
  });

  it('is shown before it is sent, once it is kept', () => {
    const at = drive(freeTextForm, { messages: [sent] });
    expect(at.lines()).toContain('freetext:ask');
    expect(seenIn(at.step().say)).toContain(seen);
    at.choose('send');
    expect(seenIn(at.step().say)).toContain(seen);
  });

  it('is shown with all the rest in the check', () => {
    const at = feedbackAtCheck(feedbackForm);
    at.say(sent);
    at.press('forms:aside.keep');
    expect(at.state().at).toBe('check');
    const all = seenIn(at.step().say);
    expect(all).toContain('The clinic was closed');
    expect(all).toContain(seen);
  });

  it('is shown where one press sends it', () => {
    const at = drive(addToItemForm);
    at.say(sent);
    expect(at.labels()).toContain('common:send');
    expect(seenIn(at.step().say)).toContain(seen);
  });
});

describe('words that were kept for after a form', () => {
  it('are sent by one press, or first told more about', () => {
    const sent = drive(freeTextForm, { messages: [text('no light')], how: 'now' });
    expect(sent.labels()).toContain('freetext:details');
    sent.choose('send');
    expect(sent.answers()).toMatchObject({ what: 'send', messages: [{ text: 'no light' }] });
    const more = drive(freeTextForm, { messages: [text('no light')], how: 'now' });
    more.choose('details');
    expect(more.answers()).toMatchObject({ what: 'details' });
  });
});

describe('emergency numbers', () => {
  it('stand on the screen also while something lies aside', () => {
    const at = drive(feedbackForm);
    at.choose('sensitive_report');
    at.say(text('Ndihmë'));
    at.put({ kind: 'option', question: 'safe', code: 'no' });
    expect(at.lines()).toEqual(
      expect.arrayContaining(['emergency:title', 'feedback:safe.call_first', 'forms:aside.ask']),
    );
  });
});
