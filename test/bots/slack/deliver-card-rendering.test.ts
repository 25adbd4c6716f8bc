import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planCard } from '../../../src/bots/slack/cards/plan-card.ts';
import { type Card, renderCard } from '../../../src/bots/slack/cards/render-card.ts';
import { threadBlocks } from '../../../src/bots/slack/cards/thread-words.ts';
import { escapeAndCut, escapeText } from '../../../src/bots/slack/escape.ts';
import { LIMITS } from '../../../src/bots/slack/kit/blocks.ts';
import { MORE } from '../../../src/bots/slack/kit/button.ts';
import { makeMessage, makeView } from './deliver-view.ts';

const NOW = new Date('2026-11-23T08:00:00Z');
const PARTS = [
  '<!channel>',
  '@here ',
  '&',
  '<',
  '>',
  '😀',
  '👨‍👩‍👧',
  'שלום',
  '\u202e',
  '\n',
  'ë',
  '`',
  '=1+1',
  '<@U123>',
  'a',
  '\ud800',
];
const wild = fc
  .tuple(fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 10_000 }))
  .map(([parts, length]) =>
    parts
      .join('')
      .repeat(Math.ceil(length / parts.join('').length))
      .slice(0, 10_000),
  );

type Shown = {
  type?: string;
  text?: { text: string } | string;
  fields?: { text: string }[];
  elements?: Shown[];
  value?: string;
  options?: { text: { text: string }; value: string }[];
  block_id?: string;
};

const textsOf = (card: Pick<Card, 'blocks'>): string[] =>
  (card.blocks as Shown[]).flatMap((block) => [
    ...(typeof block.text === 'object' ? [block.text.text] : []),
    ...(block.fields ?? []).map((field) => field.text),
    ...(block.elements ?? []).map((element) =>
      typeof element.text === 'string' ? element.text : (element.text?.text ?? ''),
    ),
  ]);

const buttonsOf = (card: Card): string[] =>
  (card.blocks as Shown[])
    .filter((block) => block.type === 'actions')
    .flatMap((block) =>
      (block.elements ?? []).map((element) => (typeof element.text === 'object' ? element.text.text : 'More')),
    );

const controls = (text: string) => [...text.matchAll(/<([^>]*)>/g)].map((match) => match[1] as string);

function expectWithinLimits(card: Card): void {
  const blocks = card.blocks as Shown[];
  expect(blocks.length).toBeLessThanOrEqual(LIMITS.blocks);
  for (const block of blocks) {
    const text = typeof block.text === 'object' ? block.text.text : '';
    expect(text.length).toBeLessThanOrEqual(block.type === 'header' ? LIMITS.header : LIMITS.section);
    if (block.type === 'section' && !block.fields) expect(text.length).toBeGreaterThan(0);
    expect((block.fields ?? []).length).toBeLessThanOrEqual(LIMITS.fields);
    for (const field of block.fields ?? []) expect(field.text.length).toBeLessThanOrEqual(LIMITS.field);
    for (const element of block.elements ?? []) {
      const options = element.options ?? [];
      expect(options.length).toBeLessThanOrEqual(LIMITS.overflowOptions);
      for (const option of options) expect(option.value.length).toBeLessThanOrEqual(LIMITS.optionValue);
    }
  }
  expect(textsOf(card).join('').length).toBeLessThanOrEqual(LIMITS.all);
}

describe('a card', () => {
  it('stays within every limit of Slack and makes no mention, whatever residents and staff write', () => {
    fc.assert(
      fc.property(fc.array(wild, { minLength: 1, maxLength: 9 }), wild, wild, (texts, settlement, name) => {
        const view = makeView(
          { channel: 'phone' },
          {
            settlement,
            assignee: { id: 's', name, slackUserId: 'U1' },
            messages: [
              ...texts.map((text) => makeMessage(text, { editedAt: NOW })),
              ...texts.map((text) => makeMessage(text, { direction: 'out', staffName: name, at: NOW })),
              ...texts.map((text) => makeMessage(text, { direction: 'note', staffName: name, at: NOW })),
            ],
            referrals: [
              {
                id: 'r',
                fromAgency: 'UNDP' as const,
                toAgency: 'WHO' as const,
                state: 'offered',
                remark: settlement,
                answer: null,
                offeredAt: NOW,
                dueAt: NOW,
              },
            ],
          },
        );
        const card = renderCard(view, NOW);
        expectWithinLimits(card);
        for (const text of [card.text, ...textsOf(card)]) {
          expect(controls(text).filter((control) => !control.startsWith('!date^'))).toEqual([]);
          expect(text).not.toMatch(/@(channel|here|everyone)/i);
          expect(text).not.toMatch(/[\u202a-\u202e]|\p{Surrogate}/u);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has the six buttons, worded so, each with the item it belongs to', () => {
    const card = renderCard(makeView(), NOW);
    expect(buttonsOf(card)).toEqual(['Claim', 'Reply', 'Note', 'Refer', 'Close', 'More']);
    const elements = (card.blocks as Shown[]).flatMap((block) =>
      block.type === 'actions' ? (block.elements ?? []) : [],
    );
    for (const element of elements) {
      if (element.options)
        for (const { value } of element.options) expect(MORE.read(value)?.reference).toBe('F-7K3QM2');
      else expect(element.value).toBe('F-7K3QM2');
    }
  });

  it('shows not a word, place or kind of a sensitive item, and Open alone', () => {
    const view = makeView(
      { sensitive: true, type: 'sensitive_report' },
      {
        settlement: 'Selo zelenog psa',
        messages: [makeMessage('zeleni pas'), makeMessage('zeleni pas', { direction: 'out' })],
      },
    );
    const card = renderCard(view, NOW);
    expect(buttonsOf(card)).toEqual(['Open']);
    expect(JSON.stringify(card)).not.toMatch(/zelen|Mitrovica|UNDP|Serbian|Public services/);
    expect(card.text).toBe('F-7K3QM2 · sensitive report');
    expect(card.metadata.event_payload).toEqual({ reference: 'F-7K3QM2' });
  });

  it('says that the words were destroyed and holds none', () => {
    const view = makeView(
      { redactedAt: NOW, status: 'closed', closedReason: 'withdrawn' },
      { messages: [makeMessage('', { body: null })] },
    );
    const card = renderCard(view, NOW);
    expect(textsOf(card).join()).toContain('The words were destroyed');
    expect(buttonsOf(card)).toEqual(['More']);
  });

  it('marks an overdue item with a word', () => {
    const texts = textsOf(renderCard(makeView({ dueAt: new Date('2026-11-21T08:00:00Z') }), NOW));
    expect(texts.join()).toContain('OVERDUE');
    expect(textsOf(renderCard(makeView(), NOW)).join()).not.toContain('OVERDUE');
  });

  it('lets the other agency accept or return what it was offered, as long as it has not answered', () => {
    const offered = {
      id: 'r',
      fromAgency: 'UNDP' as const,
      toAgency: 'WHO' as const,
      remark: null,
      answer: null,
      offeredAt: NOW,
      dueAt: NOW,
    };
    const buttons = (state: 'offered' | 'accepted') =>
      JSON.stringify(renderCard(makeView({}, { referrals: [{ ...offered, state }] }), NOW).blocks);
    expect(buttons('offered')).toMatch(/"accept_referral".*"return_referral"/);
    expect(buttons('accepted')).not.toContain('accept_referral');
  });

  it('never offers more in its menu than Slack takes, whatever state it is in', () => {
    for (const changes of [{ assigneeId: 'a' }, { status: 'closed', closedReason: 'answered' }, {}] as const) {
      expectWithinLimits(renderCard(makeView(changes), NOW));
    }
  });

  it('says in words what became of each answer', () => {
    const answer = (delivery: { state: 'pending' | 'sent' | 'failed'; reason: string | null } | null, item = {}) =>
      textsOf(
        renderCard(
          makeView(item, {
            messages: [
              makeMessage('Stižemo.', {
                direction: 'out',
                staffName: 'Ana',
                delivery: delivery && { ...delivery, sentAt: null },
              }),
            ],
          }),
          NOW,
        ),
      ).join();
    expect(answer({ state: 'pending', reason: null })).toContain('sending');
    expect(answer({ state: 'sent', reason: null })).toContain('delivered');
    expect(answer({ state: 'failed', reason: 'blocked' })).toContain('not delivered: the resident blocked the bot');
    expect(answer({ state: 'failed', reason: 'something_new' })).toContain('not delivered');
    expect(answer(null, { anonymous: true, residentId: null })).toContain('kept for the receipt');
    expect(answer(null, { residentId: null, channel: 'phone' })).toContain('to be told in person');
  });

  it('leaves to the thread exactly what it does not show in full', () => {
    const later = new Date('2026-11-21T08:00:00Z');
    const [whole, long, voice, addition] = [
      makeMessage('kratko'),
      makeMessage('d'.repeat(4000)),
      makeMessage('', { body: { kind: 'voice', file: { id: 'f', uniqueId: 'u' } } }),
      makeMessage('još nešto', { at: later }),
    ];
    const plan = planCard(makeView({}, { messages: [whole, long, voice, addition] }));
    expect([...plan.elsewhere]).toEqual([long.id, voice.id, addition.id]);
  });

  it('waits for the resident in words once the last word was ours', () => {
    const texts = textsOf(renderCard(makeView({ lastWord: 'staff' }), NOW)).join();
    expect(texts).toContain('waiting for the resident');
  });
});

describe('text for Slack', () => {
  it('is cut only between whole characters and entities, and never longer than asked', () => {
    fc.assert(
      fc.property(wild, fc.integer({ min: 40, max: 3000 }), (text, most) => {
        const cut = escapeAndCut(text, most);
        expect(cut.text.length).toBeLessThanOrEqual(most);
        expect(cut.text).not.toMatch(/\p{Surrogate}/u);
        expect(cut.text.replace(/&(amp|lt|gt);/g, '')).not.toContain('&');
        if (!cut.cut) expect(cut.text).toBe(escapeText(text));
      }),
      { numRuns: 100 },
    );
  });

  it('stands in a thread whole, in sections that Slack takes, or goes as a file', () => {
    fc.assert(
      fc.property(wild, (text) => {
        const message = makeMessage(text);
        const view = makeView({}, { messages: [message] });
        const blocks = threadBlocks({ view, message, number: 1, version: 0 });
        if (blocks === null) {
          expect(escapeText(text).length).toBeGreaterThan(LIMITS.section);
          return;
        }
        const shown = textsOf({ blocks });
        for (const part of shown) expect(part.length).toBeLessThanOrEqual(LIMITS.section);
        expect(shown.join('').replace(/^.*\*\n?/, '')).toBe(escapeText(text));
      }),
      { numRuns: 60 },
    );
  });
});
