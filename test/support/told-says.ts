import { AGENCIES, CLOSED_REASONS } from '../../src/core/domain/codes.ts';
import type { CallFacts, Reader, SeatedFacts } from '../../src/core/domain/offers/offer.ts';
import { REMINDER_KINDS } from '../../src/core/domain/offers/reminder.ts';
import type { Say } from '../../src/core/domain/say.ts';
import {
  sayCallCancelled,
  sayComplete,
  sayDecision,
  sayPapersAsked,
  sayReceived,
  sayTimes,
} from '../../src/core/grants/say-of-enquiry.ts';
import { sayFreedSeat } from '../../src/core/offers/say-of-offer.ts';
import { sayAddedQuietly } from '../../src/core/residents/say-discreetly.ts';
import {
  sayAnswer,
  sayClosed,
  sayMayBeQuoted,
  sayMerged,
  saySent,
  saySentAnonymously,
  saySentSensitive,
  sayTakenOver,
} from '../../src/core/residents/say-of-item.ts';
import {
  sayCertificate,
  sayFinished,
  sayLateCertificate,
  sayQuestion,
} from '../../src/core/trainings/say-afterwards.ts';
import { sayMoved, sayOfferCancelled, sayReminder } from '../../src/core/trainings/say-between.ts';
import { sayLapsed, saySeated, sayTakenOff, sayWaiting } from '../../src/core/trainings/say-of-seat.ts';
import { noSeatLines } from '../../src/core/trainings/say-seats-left.ts';
import { askBefore, askBeforeItem, askBeforeNews, look, sayNews } from '../../src/core/turn/look.ts';
import { sayRefused } from '../../src/core/turn/say-refused.ts';

const ID = '6f1c1a52-3f0e-4a33-9a54-0d5b7a1f2c11';
const NOW = new Date('2026-11-02T09:00:00Z');
const LATER = new Date('2026-11-28T09:00:00Z');
const END = new Date('2026-11-28T13:00:00Z');
const WEEKS_LATER = new Date('2026-12-18T13:00:00Z');

const text = (title: string) => ({ title, place: 'Invented hall 1', description: 'An invented description.' });

/** Titles as long as in life, and in Serbian with names that stay Latin in Cyrillic. */
const TEXTS = {
  sq: { ...text('Praktikë pune e shpikur për gratë dhe të rinjtë në tregti'), place: 'Salla e shpikur 1' },
  'sr-Latn': { ...text('Izmišljena praksa za žene i mlade: Excel, WhatsApp i Wi-Fi'), place: 'Youth Center, sala 2' },
  rom: text('Izmislime treningo e djuvljenge thaj e ternenge ande buti'),
  en: text('Invented placement for women and young people in trade'),
};

const SHARED = {
  ...{ id: ID, code: 'T-7K3QM9', status: 'published', formVersion: 1, promiseVersion: 1 },
  ...{ agency: 'UNDP', municipality: 'mitrovica_north', sector: 'jobs_and_business' },
  ...{ teachingLanguages: ['sq', 'sr'], texts: TEXTS, rules: {}, questions: [], deadline: LATER },
  sessions: [
    { id: ID, startsAt: LATER, endsAt: END },
    { id: ID, startsAt: END, endsAt: WEEKS_LATER },
    ...Array.from({ length: 10 }, () => ({ id: ID, startsAt: LATER, endsAt: END })),
  ],
} satisfies Partial<SeatedFacts>;
const TRAINING: SeatedFacts = {
  ...SHARED,
  kind: 'training',
  seats: 9,
  waitingSeats: 5,
  heldSeats: {},
  heldUntil: null,
};
const PLACEMENT: SeatedFacts = { ...TRAINING, kind: 'placement' };
const CALL: CallFacts = {
  ...SHARED,
  kind: 'grant_call',
  maximumCents: 300_000,
  papers: [
    { key: 'id', texts: { sq: 'Letërnjoftimi', 'sr-Latn': 'Lična karta', rom: 'Lična karta', en: 'Identity card' } },
  ],
};

/** What staff wrote to one person, in whatever language they share. */
const WORDS = '12, 14, 16';
const REFERENCE = 'R-7K3QM2';
const ASKED = [
  { key: 'id', state: 'asked' as const, reason: null },
  { key: '*', state: 'asked' as const, reason: null },
];
const WAIVED = [{ key: 'id', state: 'waived' as const, reason: WORDS }];
const TIMES = [
  { id: ID, startsAt: LATER, place: WORDS, state: 'proposed' as const },
  { id: ID, startsAt: END, place: WORDS, state: 'proposed' as const },
];
const SERIOUS = {
  reference: 'F-7K3QM2',
  dueAt: LATER,
  serious: { first: [{ key: 'emergency:title' }, { key: 'danger:sends_nobody' }], readHours: 24 },
};

/**
 * What residents are told by others than themselves, by the verb that says it, in each way in which it differs: as it is promised to who
 * reads so.
 */
export function toldSays(reader: Reader): Map<string, Say[]> {
  const verdict = (approve: boolean) => (approve ? { approve, amountCents: 123_400 } : { approve: false as const });
  return new Map<string, Say[]>([
    ['sayAnswer', [...sayAnswer('F-7K3QM2', ID, WORDS), ...look(sayAnswer('F-7K3QM2', ID, WORDS))]],
    ['sayMayBeQuoted', sayMayBeQuoted(ID)],
    ['sayClosed', CLOSED_REASONS.flatMap((reason) => sayClosed('F-7K3QM2', ID, reason, WORDS))],
    ['sayTakenOver', AGENCIES.flatMap((agency) => sayTakenOver('F-7K3QM2', agency))],
    ['sayMerged', [...sayMerged('F-7K3QM2', 'F-9N2W4X'), ...sayMerged('F-7K3QM2', null)]],
    ['saySent', saySent({ ...SERIOUS, serious: null })],
    ['saySentSensitive', saySentSensitive(SERIOUS, ID)],
    ['saySentAnonymously', saySentAnonymously({ ...SERIOUS, serious: null }, '1234567812345678')],
    ['sayAddedQuietly', ['add:added_receipt', 'discreet:add.added', 'discreet:add.reopened'].map(sayAddedQuietly)],
    ['sayNews', [sayNews(), askBeforeNews(), askBefore('n:show'), askBeforeItem(ID)]],
    ['sayRefused', [sayRefused({ ok: false, code: 'not_found' })]],
    ['sayReminder', REMINDER_KINDS.flatMap((kind) => sayReminder(TRAINING, reader, ID, ID, kind))],
    [
      'sayMoved',
      ['seated', 'offered', 'waiting'].flatMap((status) =>
        sayMoved(PLACEMENT, reader, { id: ID, status, offeredUntil: status === 'offered' ? LATER : null }),
      ),
    ],
    [
      'sayOfferCancelled',
      [{}, { sq: 'Arsye e shpikur', 'sr-Latn': WORDS }].flatMap((because) =>
        sayOfferCancelled(TRAINING, reader, because),
      ),
    ],
    ['sayFreedSeat', sayFreedSeat(TRAINING, reader, ID, LATER)],
    ['saySeated', saySeated(TRAINING, reader, REFERENCE, ID)],
    [
      'sayWaiting',
      [[], noSeatLines({ facts: TRAINING, waiting: 2 }, { say: 'full' })].flatMap((why) =>
        sayWaiting(TRAINING, reader, REFERENCE, ID, 3, why, 24),
      ),
    ],
    ['sayLapsed', sayLapsed(TRAINING, reader)],
    ['sayTakenOff', sayTakenOff(TRAINING, reader, REFERENCE)],
    ['sayFinished', [...sayFinished(TRAINING, reader, ID, 'C-7K3Q-M29X'), ...sayFinished(TRAINING, reader, ID, null)]],
    ['sayCertificate', [sayCertificate(ID, 'C-7K3Q-M29X')]],
    ['sayLateCertificate', sayLateCertificate(TRAINING, reader, ID, 'C-7K3Q-M29X')],
    ['sayQuestion', [sayQuestion('useful', ID), sayQuestion('recommend', ID)]],
    ['sayReceived', sayReceived(CALL, reader, REFERENCE, ID)],
    ['sayTimes', sayTimes(CALL, reader, REFERENCE, ID, TIMES, NOW)],
    ['sayPapersAsked', ['', WORDS].flatMap((words) => sayPapersAsked(CALL, reader, REFERENCE, ID, ASKED, words))],
    ['sayComplete', [[], WAIVED].flatMap((waived) => sayComplete(CALL, reader, REFERENCE, ID, waived))],
    [
      'sayDecision',
      [true, false].flatMap((approve) =>
        [
          { appealDays: 15, stays: false },
          { appealDays: null, stays: true },
        ].flatMap((told) =>
          sayDecision(CALL, reader, REFERENCE, ID, { verdict: verdict(approve), reason: WORDS, ...told }),
        ),
      ),
    ],
    ['sayCallCancelled', ['', WORDS].flatMap((reason) => sayCallCancelled(CALL, reader, REFERENCE, reason))],
  ]);
}
