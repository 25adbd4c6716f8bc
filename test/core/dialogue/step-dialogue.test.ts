import { describe, expect, it, test } from 'vitest';
import { BOOK } from '../../../src/core/dialogue/book.ts';
import { isQuiet, type Step } from '../../../src/core/dialogue/step/effect.ts';
import { goOn } from '../../../src/core/dialogue/step/go-through-form.ts';
import { stepDialogue } from '../../../src/core/dialogue/step/step-dialogue.ts';
import type { TurnInput } from '../../../src/core/dialogue/step/turn-input.ts';
import type { FormState } from '../../../src/core/domain/form.ts';
import type { IncomingMessage } from '../../../src/core/domain/message-body.ts';
import { forgetForm } from '../../../src/core/residents/forms/forget.ts';
import { type Dialogue, idle, parkedIn, type Standing, type StepContext } from '../../../src/core/turn/standing.ts';

const KEY = '0f0f0f0f-0000-4000-8000-000000000000';
const OPEN = 'aaaaaaaa-0000-4000-8000-000000000000';
const ITEM = 'bbbbbbbb-0000-4000-8000-000000000000';
const RECEIPT = '7519406933861259';

const context: StepContext = {
  language: 'sq',
  secondLanguage: null,
  emergencyNumbers: [],
  lists: {},
  formKey: KEY,
  book: BOOK,
};
const stranger: Standing = { dialogue: idle, language: null, secondLanguage: null, known: false };
const known: Standing = { ...stranger, language: 'sq', known: true };
const romani: Standing = { ...known, language: 'rom', secondLanguage: 'sq' };

const inForm = (
  form: string,
  at: string,
  answers: FormState['answers'] = {},
  more: Partial<Dialogue> = {},
): Dialogue => ({
  form: { form, version: 1, key: OPEN, at, answers, trail: Object.keys(answers) },
  talk: OPEN,
  ...more,
});
const standing = (dialogue: Dialogue): Standing => ({ ...known, dialogue });

const words: IncomingMessage = { kind: 'text', text: 'Nuk ka ujë', handle: '7' };
const command = (name: Extract<TurnInput, { kind: 'command' }>['name']): TurnInput => ({ kind: 'command', name });
const tap = (data: string): TurnInput => ({ kind: 'button', data });
const write = (text: string): TurnInput => ({ kind: 'message', message: { ...words, text } });

const feedback = inForm('feedback', 'type');
const told = inForm('feedback', 'sector', { type: 'complaint', messages: [words] });
const serious = inForm('feedback', 'messages', { type: 'sensitive_report' });
const about = { itemId: ITEM, reference: 'F-000000' };
const onTheirSensitive = inForm('add-to-item', 'messages', {}, { about: { ...about, sensitive: true } });
const offer = { offerId: ITEM, reference: 'T-1', promiseVersion: 1 };
const parked: Dialogue = { form: null, parked: { form: told.form as FormState, talk: OPEN } };

const keysOf = (step: Step): string[] =>
  step.say.flatMap(({ lines, after = [] }) => [...lines, ...after]).map(({ key }) => key);
const formOf = (step: Step): string | undefined => step.place.dialogue.form?.form;
const kindsOf = (step: Step): string[] => step.effects.map(({ kind }) => kind);

describe('a step without effects', () => {
  type Row = [what: string, from: Standing, input: TurnInput, keys: string[], form: string | undefined];
  const rows: Row[] = [
    ['the menu', known, command('menu'), ['menu:title', 'menu:hint'], undefined],
    [
      'help',
      known,
      command('help'),
      ['help:title', 'help:write', 'help:voice', 'help:commands', 'help:cancel'],
      undefined,
    ],
    ['feedback is begun', known, command('feedback'), ['feedback:type.ask'], 'feedback'],
    ['deletion is asked for', known, command('forget'), ['forget:ask', 'forget:what', 'forget:open_items'], 'forget'],
    ['nothing to cancel', known, command('cancel'), ['forms:nothing_to_cancel', 'menu:title', 'menu:hint'], undefined],
    [
      'a question is answered',
      standing(feedback),
      tap(`f:${OPEN.slice(0, 8)}:type:complaint`),
      ['feedback:municipality.ask'],
      'feedback',
    ],
    [
      'a button of a form that is over',
      known,
      tap('f:12345678:type:complaint'),
      ['menu:title', 'menu:hint'],
      undefined,
    ],
    ['a button of nobody', known, tap('z:1'), ['menu:title', 'menu:hint'], undefined],
    ['a button of an offer that is none', known, tap('o:show:1'), ['menu:title', 'menu:hint'], undefined],
    ['a sticker at rest', known, { kind: 'unsupported' }, ['help:unsupported', 'menu:title', 'menu:hint'], undefined],
    ['a form is parked for the menu', standing(told), command('menu'), ['menu:title', 'menu:hint'], undefined],
    [
      'a parked form is gone on with',
      standing(parked),
      tap('m:resume'),
      ['forms:resumed', 'feedback:sector.ask'],
      'feedback',
    ],
    [
      'words edited in an open form',
      standing(told),
      { kind: 'edited', message: { ...words, text: 'Ka ujë' } },
      ['help:edited_noted', 'feedback:sector.ask'],
      'feedback',
    ],
    [
      'a stuck form is left, its words offered',
      standing(told),
      { kind: 'stuck', offering: true },
      ['errors:unknown', 'freetext:ask', 'freetext:not_sent', 'forms:added_count'],
      'free-text',
    ],
    [
      'a stuck form is left without its words',
      standing(told),
      { kind: 'stuck', offering: false },
      ['errors:unknown', 'menu:title', 'menu:hint'],
      undefined,
    ],
    ['a stranger is asked for a language', stranger, command('start'), ['consent:pick_language'], 'first-contact'],
    [
      'whoever said no sees information',
      { ...stranger, language: 'sq', dialogue: { form: null, declined: true } },
      command('my'),
      ['consent:needed', 'menu:information_only'],
      undefined,
    ],
    [
      'whoever said no cannot register',
      { ...stranger, language: 'sq', dialogue: { form: null, declined: true } },
      tap(`o:apply:${ITEM}`),
      ['consent:needed', 'menu:information_only'],
      undefined,
    ],
  ];
  it.each(rows)('%s', (_what, from, input, keys, form) => {
    const step = stepDialogue(from, input, context);
    expect(step.effects).toEqual([]);
    expect(keysOf(step)).toEqual(keys);
    expect(formOf(step)).toBe(form);
  });
});

describe('a step with effects names them, and says nothing that hangs on them', () => {
  type Row = [what: string, from: Standing, input: TurnInput, effects: Step['effects']];
  const sent = inForm('withdraw', 'sure', {}, { about });
  const rows: Row[] = [
    ['words outside any form', known, write('Nuk ka ujë'), [{ kind: 'take_words', message: words }]],
    ['an edit of what was sent', known, { kind: 'edited', message: words }, [{ kind: 'edit', message: words }]],
    ['their items', known, tap('m:my3'), [{ kind: 'list_items', page: 3 }]],
    ['the offers', known, command('grants'), [{ kind: 'look_up', command: 'grants' }]],
    [
      'a page of offers, for anybody',
      stranger,
      tap('o:list:trainings:2'),
      [{ kind: 'list_offers', list: 'trainings', page: 2 }],
    ],
    ['an offer', known, tap(`o:show:${ITEM}`), [{ kind: 'show_offer', offerId: ITEM }]],
    ['registering', known, tap(`o:apply:${ITEM}`), [{ kind: 'apply_for_offer', offerId: ITEM }]],
    ['what is held', known, command('privacy'), [{ kind: 'show_privacy' }]],
    ['the download', known, tap('m:download'), [{ kind: 'show_download' }]],
    [
      'a button of an item',
      known,
      tap(`i:rate:${ITEM}:yes`),
      [{ kind: 'press_button', family: 'i', data: `i:rate:${ITEM}:yes` }],
    ],
    [
      'a button of a registration',
      known,
      tap(`g:show:${ITEM}`),
      [{ kind: 'press_button', family: 'g', data: `g:show:${ITEM}` }],
    ],
    [
      'a button of an application',
      known,
      tap(`q:show:${ITEM}`),
      [{ kind: 'press_button', family: 'q', data: `q:show:${ITEM}` }],
    ],
    ['a button of the news', known, tap('n:open'), [{ kind: 'press_button', family: 'n', data: 'n:open' }]],
    ['a receipt in a button', known, tap(`r:add:${RECEIPT}`), [{ kind: 'add_by_receipt', receipt: RECEIPT }]],
    [
      'a receipt typed at rest',
      known,
      write(RECEIPT),
      [{ kind: 'try_receipt', receipt: RECEIPT, message: { ...words, text: RECEIPT } }],
    ],
    [
      'a form that is sent',
      standing(sent),
      tap(`f:${OPEN.slice(0, 8)}:sure:yes`),
      [{ kind: 'complete_form', form: 'withdraw', key: OPEN, answers: { sure: 'yes' }, about, leftover: [] }],
    ],
    [
      'a parked form about an offer',
      standing({ form: null, parked: { form: told.form as FormState, about: offer } }),
      tap('m:resume'),
      [{ kind: 'resume_form' }],
    ],
    ['the bot blocked', known, { kind: 'blocked' }, [{ kind: 'block' }]],
    ['the bot unblocked', known, { kind: 'unblocked' }, [{ kind: 'unblock' }]],
  ];
  it.each(rows)('%s', (_what, from, input, effects) => {
    const step = stepDialogue(from, input, context);
    expect(step.effects).toEqual(effects);
    expect(step.say).toEqual([]);
  });
});

describe('a step that says all itself, with something to be done beside', () => {
  const press = (data: string) => tap(`f:${OPEN.slice(0, 8)}:${data}`);
  type Row = [what: string, from: Standing, input: TurnInput, effects: Step['effects']];
  const onAbout = inForm('about-you', 'age_band', { gender: 'woman' }, { about });
  const rows: Row[] = [
    ['the quick exit', known, tap('m:exit'), [{ kind: 'act_on_bubbles', act: { kind: 'clear' } }]],
    [
      'the quick exit of a serious report',
      standing(serious),
      tap('m:exit'),
      [
        { kind: 'act_on_bubbles', act: { kind: 'clear' } },
        { kind: 'act_on_bubbles', act: { kind: 'take_back', about: OPEN } },
      ],
    ],
    [
      'a serious report that is parked',
      standing(serious),
      command('menu'),
      [{ kind: 'act_on_bubbles', act: { kind: 'take_back', about: OPEN } }],
    ],
    [
      'a form about a sensitive item that is left',
      standing(onTheirSensitive),
      press(':!cancel'),
      [{ kind: 'act_on_bubbles', act: { kind: 'take_back', about: OPEN } }, { kind: 'end_look' }],
    ],
    [
      'what was told about oneself, then the menu',
      standing(onAbout),
      command('menu'),
      [{ kind: 'keep_about_you', answers: { gender: 'woman' }, about }],
    ],
    ['the other language', romani, tap('m:switch'), [{ kind: 'speak', language: 'sq', secondLanguage: 'rom' }]],
    [
      'the first language',
      { ...stranger, dialogue: inForm('first-contact', 'language') },
      press('language:sq'),
      [{ kind: 'speak', language: 'sq', secondLanguage: null }],
    ],
  ];
  it.each(rows)('%s', (_what, from, input, effects) => {
    const step = stepDialogue(from, input, context);
    expect(step.effects).toEqual(effects);
    expect(step.effects.every(isQuiet)).toBe(true);
    expect(step.say.length).toBeGreaterThan(0);
  });
});

test('a step changes nothing that it was given, and gives the same again', () => {
  const frozen = <T>(value: T): T => {
    if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
    return value;
  };
  const { book, ...cloned } = context;
  const inputs = [command('menu'), command('feedback'), tap('m:exit'), write('x'), tap('m:switch')];
  for (const from of [stranger, known, romani, standing(told), standing(serious), standing(parked)].map((one) =>
    frozen(structuredClone(one)),
  ))
    for (const input of inputs.map(frozen)) {
      const step = stepDialogue(from, input, Object.freeze({ ...frozen(structuredClone(cloned)), book }));
      expect(stepDialogue(from, input, context)).toEqual(step);
    }
});

test('a form with words in it is put aside by a command, and one without is left', () => {
  const put = stepDialogue(standing(told), command('menu'), context);
  expect(put.place.dialogue).toEqual({ form: null, parked: { form: told.form, talk: OPEN } });
  expect(stepDialogue(standing(feedback), command('menu'), context).place.dialogue).toEqual({ form: null });
});

describe('a language picked from the first screen of an earlier start', () => {
  const first = stepDialogue(stranger, command('start'), context);
  const again = stepDialogue({ ...stranger, dialogue: first.place.dialogue }, command('start'), {
    ...context,
    formKey: OPEN,
  });
  const at = (dialogue: Dialogue): Standing => ({ ...stranger, dialogue });

  it.each(['sq', 'sr-Latn', 'sr-Cyrl'])('is taken: %s', (language) => {
    const picked = stepDialogue(at(again.place.dialogue), tap(`f:${KEY.slice(0, 8)}:language:${language}`), context);
    expect(picked.place.language).toBe(language);
    expect(keysOf(picked)).toContain('consent:ask');
    expect(picked.toast).toBeUndefined();
  });

  it('but whether they agree is answered under the screen that asks it now alone', () => {
    const asked = stepDialogue(at(again.place.dialogue), tap(`f:${OPEN.slice(0, 8)}:language:sq`), context);
    const old = stepDialogue(
      { ...stranger, language: 'sq', dialogue: asked.place.dialogue },
      tap(`f:${KEY.slice(0, 8)}:agree:yes`),
      context,
    );
    expect(kindsOf(old)).toEqual([]);
    expect(formOf(old)).toBe('first-contact');
  });
});

describe('what is put aside stays, however much of it there is', () => {
  const formOn = (key: string, text: string): FormState => ({
    ...(told.form as FormState),
    key,
    answers: { type: 'complaint', messages: [{ ...words, text }] },
  });
  const first = formOn('11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa', 'e para');
  const second = formOn('22222222-aaaa-4aaa-8aaa-aaaaaaaaaaaa', 'e dyta');
  const third = formOn('33333333-aaaa-4aaa-8aaa-aaaaaaaaaaaa', 'e treta');
  const two: Dialogue = { form: null, parked: { form: second }, parkedBefore: [{ form: first }] };
  const buttonsOf = (step: Step) => step.say.flatMap(({ buttons = [] }) => buttons.flat());

  it('a second and a third one beside the first', () => {
    const one = stepDialogue(standing({ form: second, parked: { form: first } }), command('menu'), context);
    expect(one.place.dialogue).toEqual(two);
    const more = stepDialogue(standing({ ...two, form: third }), command('menu'), context);
    expect(parkedIn(more.place.dialogue).map(({ form }) => form)).toEqual([third, second, first]);
  });

  it('each has its way back, named by its first words; of something serious nothing is named', () => {
    const step = stepDialogue(standing(two), command('menu'), context);
    const back = buttonsOf(step).filter(({ data }) => data.startsWith('m:resume'));
    expect(back.map(({ data }) => data)).toEqual(['m:resume:22222222', 'm:resume:11111111']);
    expect(JSON.stringify(back.map(({ label }) => label))).toMatch(/e dyta.*e para/);
    const quiet: Dialogue = {
      ...two,
      parked: { form: { ...second, answers: { ...second.answers, type: 'sensitive_report' } } },
    };
    const hushed = buttonsOf(stepDialogue(standing(quiet), command('menu'), context));
    expect(JSON.stringify(hushed)).not.toContain('e dyta');
    const named = buttonsOf(
      stepDialogue(
        standing({ ...two, parked: { form: second, about: { ...about, sensitive: true } } }),
        command('menu'),
        context,
      ),
    );
    expect(JSON.stringify(named)).not.toMatch(/e dyta|F-000000/);
  });

  it('two that may be added to the same item are told apart by their own words', () => {
    const both = standing({ ...two, parked: { form: second, about }, parkedBefore: [{ form: first, about }] });
    const back = buttonsOf(stepDialogue(both, command('menu'), context)).filter(({ data }) =>
      data.startsWith('m:resume'),
    );
    expect(JSON.stringify(back.map(({ label }) => label))).toMatch(/e dyta.*e para/);
    expect(new Set(back.map(({ label }) => JSON.stringify(label))).size).toBe(2);
  });

  it('the one that is chosen is gone on with, and the others wait', () => {
    const step = stepDialogue(standing(two), tap('m:resume:11111111'), context);
    expect(step.place.dialogue.form).toEqual(first);
    expect(parkedIn(step.place.dialogue).map(({ form }) => form)).toEqual([second]);
    const newest = stepDialogue(standing(two), tap('m:resume'), context);
    expect(newest.place.dialogue.form).toEqual(second);
  });

  it.each(['m:resume', 'm:resume:11111111', 'm:receipt', 'm:about'])(
    'what is open when %s is pressed is put aside',
    (data) => {
      const from = standing({ ...two, form: third });
      const held = parkedIn(stepDialogue(from, tap(data), context).place.dialogue).map(({ form }) => form);
      expect(held).toContainEqual(third);
      expect([...held, stepDialogue(from, tap(data), context).place.dialogue.form]).toEqual(
        expect.arrayContaining([first, second, third]),
      );
    },
  );

  it('more than are kept are not left: the person is told, and asked on', () => {
    const full: Dialogue = {
      form: third,
      parked: { form: second },
      parkedBefore: [first, first, first, first].map((form) => ({ form })),
    };
    for (const input of [command('menu'), command('trainings'), tap(`o:apply:${ITEM}`), tap('m:receipt')]) {
      const step = stepDialogue(standing(full), input, context);
      expect(keysOf(step).slice(0, 1)).toEqual(['forms:aside_full']);
      expect(step.place.dialogue).toEqual(full);
    }
    expect(stepDialogue(standing(full), tap('m:resume'), context).place.dialogue.form).toEqual(second);
  });
});

test('what was written before a language was picked is not kept, and that is said once there is one', () => {
  const early = stepDialogue(stranger, write('tajna'), context);
  expect(JSON.stringify(early)).not.toContain('tajna');
  const [form] = [early.place.dialogue.form as FormState];
  const picked = stepDialogue(
    { ...stranger, dialogue: early.place.dialogue },
    tap(`f:${form.key.slice(0, 8)}:language:sq`),
    context,
  );
  expect(keysOf(picked)).toContain('consent:needed');
  expect(picked.place.dialogue.wroteEarly).toBeUndefined();
  expect(kindsOf(picked)).toEqual(['speak']);
});

describe('what an effect came to is gone on from', () => {
  const place = { ...known, context };
  const said = { lines: [{ key: 'add:added' }] };

  it('at the end of a form: with the menu, or with the words that belong to nothing yet', () => {
    expect(keysOf(goOn(place, { say: [said] }, { leftover: [] }))).toEqual(['add:added', 'menu:title', 'menu:hint']);
    const offered = goOn(place, { say: [said] }, { leftover: [words] });
    expect(formOf(offered)).toBe('free-text');
  });

  it('after a button: with no more than was said', () => {
    expect(keysOf(goOn(place, { say: [said] }))).toEqual(['add:added']);
  });

  it('with the form that it opens, the open one put aside where it says so', () => {
    const open = { ...place, dialogue: told };
    const next = { form: forgetForm, before: [said] };
    const parks = goOn(open, { say: [], parks: true, next });
    expect(formOf(parks)).toBe('forget');
    expect(keysOf(parks)[0]).toBe('add:added');
    expect(parks.place.dialogue.parked?.form).toEqual(told.form);
    expect(goOn(open, { say: [], next }).place.dialogue.parked?.form).toEqual(told.form);
  });
});
