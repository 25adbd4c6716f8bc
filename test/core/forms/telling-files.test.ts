import { describe, expect, it } from 'vitest';
import type { IncomingMessage } from '../../../src/core/domain/message-body.ts';
import { feedbackForm } from '../../../src/core/feedback/forms/feedback.ts';
import { freeTextForm } from '../../../src/core/feedback/forms/free-text.ts';
import { appealForm } from '../../../src/core/grants/forms/enquiry-steps.ts';
import { criticalKeys } from '../../../src/core/i18n/second-under.ts';
import { addToItemForm } from '../../../src/core/items/forms/add-to-item.ts';
import { context, drive, photo, text, voice } from './drive.ts';

let nextId = 900;
const file = (kind: 'document' | 'video', caption?: string): IncomingMessage => ({
  kind,
  file: { id: kind, uniqueId: kind, name: 'Petar.docx' },
  handle: String(nextId++),
  ...(caption !== undefined && { text: caption }),
});
const told = (at: ReturnType<typeof drive>) =>
  at.lines().filter((key) => /^telling-files:(voice|video|document)/.test(key));
const critical = (at: ReturnType<typeof drive>) =>
  at.step().say.some((say) => criticalKeys(say).some((key) => key.startsWith('telling-files:')));

/** A report up to its messages. */
function report(privacy: 'anonymous' | 'confidential') {
  const at = drive(feedbackForm);
  at.choose('sensitive_report', 'yes', privacy, 'zvecan');
  return at;
}

function complaint() {
  const at = drive(feedbackForm);
  at.choose('complaint', 'zvecan');
  at.skip();
  at.choose('health');
  return at;
}

describe('what a file may give away', () => {
  it.each([
    ['a voice', voice(), ['telling-files:voice_without_name']],
    ['a video', file('video'), ['telling-files:video_without_name']],
    ['a document', file('document'), ['telling-files:document_without_name']],
    ['a photo, which is made anew', photo(), []],
    ['a text', text('words'), []],
  ])('is told in an anonymous report as soon as there is %s, and again before it is sent', (_name, message, lines) => {
    const at = report('anonymous');
    at.say(message);
    expect(told(at)).toEqual(lines);
    expect(critical(at)).toBe(lines.length > 0);
    at.done();
    expect(at.state().at).toBe('check');
    expect(told(at)).toEqual(lines);
  });

  it('is not told of a file that is too large to reach anybody', () => {
    const at = report('anonymous');
    at.say({ kind: 'document', file: { id: 'large', uniqueId: 'large', tooLarge: true }, handle: '899' });
    expect(at.lines()).toContain('forms:file_too_large');
    expect(told(at)).toEqual([]);
  });

  it('is one sentence for each kind, however many there are', () => {
    const at = report('anonymous');
    for (const message of [voice('11'), voice('12'), file('document'), file('document'), file('video')])
      at.say(message);
    expect(told(at)).toEqual([
      'telling-files:voice_without_name',
      'telling-files:video_without_name',
      'telling-files:document_without_name',
    ]);
  });

  it('is told of a document to everybody, and of a voice to who may yet leave their name out', () => {
    const at = complaint();
    at.say(voice());
    expect(told(at)).toEqual([]);
    at.say(file('document'));
    expect(told(at)).toEqual(['telling-files:document']);
    at.done();
    expect(told(at)).toEqual(['telling-files:voice_without_name', 'telling-files:document_without_name']);
    const known = report('confidential');
    known.say(voice());
    known.say(file('document'));
    known.done();
    expect(told(known)).toEqual(['telling-files:document']);
  });

  it('is told before a spoken place goes without a name', () => {
    const at = drive(feedbackForm);
    at.choose('complaint', 'zvecan');
    at.say(voice());
    at.choose('health');
    at.say(text('words'));
    at.done();
    expect(told(at)).toEqual(['telling-files:voice_without_name']);
  });

  it('is told to who adds by a receipt, and not to who adds to an item of their own', () => {
    const own = drive(addToItemForm);
    own.say(voice());
    expect(told(own)).toEqual([]);
    const nameless = drive(addToItemForm, undefined, { values: { ...context.values, withoutName: 'yes' } });
    nameless.say(voice());
    expect(told(nameless)).toEqual(['telling-files:voice_without_name']);
  });

  it.each([
    ['outside any form', () => drive(freeTextForm, { messages: [file('document')] })],
    ['in an appeal', () => drive(appealForm, { messages: [] })],
  ])('is told of a document %s', (_name, open) => {
    const at = open();
    if (at.state().at === 'messages') at.say(file('document'));
    expect(told(at)).toEqual(['telling-files:document']);
    expect(at.labels()).toContain('telling-files:take_out');
  });
});

describe('a file that may tell too much', () => {
  it('is taken out by one press, the last first, and what was written under it stays', () => {
    const at = report('anonymous');
    at.say(text('words'));
    at.say(voice());
    at.say(file('document', 'under it'));
    at.press('telling-files:take_out');
    expect(at.lines()[0]).toBe('telling-files:taken_out');
    expect(at.state().answers.messages).toMatchObject([
      { kind: 'text' },
      { kind: 'voice' },
      { kind: 'text', text: 'under it' },
    ]);
    expect(JSON.stringify(at.state())).not.toContain('Petar');
    at.press('telling-files:take_out');
    expect(at.labels()).not.toContain('telling-files:take_out');
    expect(told(at)).toEqual([]);
    expect(at.state().answers.messages).toMatchObject([{ text: 'words' }, { text: 'under it' }]);
  });

  it('is taken out of the check too, and when nothing is left it is asked for again', () => {
    const at = report('anonymous');
    at.say(voice());
    at.done();
    at.press('telling-files:take_out');
    expect(at.state().at).toBe('messages');
    expect(at.state().answers.messages).toBeUndefined();
    at.say(text('words'));
    at.done();
    expect(at.state().at).toBe('check');
    expect(at.labels()).not.toContain('telling-files:take_out');
  });

  it('is asked for again also where the form was opened with it, so that nothing is ever sent without words', () => {
    const at = drive(freeTextForm, { messages: [file('document')] });
    expect(at.state().at).toBe('what');
    at.press('telling-files:take_out');
    expect(at.state().at).toBe('messages');
    at.say(text('words'));
    at.done();
    expect(at.state().at).toBe('what');
    expect(at.state().answers.messages).toMatchObject([{ text: 'words' }]);
  });

  it('cannot be taken out by an old button when there is none', () => {
    const at = report('anonymous');
    at.say(text('words'));
    const before = at.state();
    at.put({ kind: 'take_out', question: 'messages' });
    expect(at.lines()[0]).toBe('forms:earlier_button');
    expect(at.state()).toEqual(before);
    at.put({ kind: 'take_out', question: 'type' });
    expect(at.state()).toEqual(before);
  });
});
