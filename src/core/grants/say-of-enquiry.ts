import { isMissing, type PaperStanding, type Verdict } from '../domain/offers/enquiry.ts';
import type { CallFacts, OfferFacts, Reader } from '../domain/offers/offer.ts';
import type { Say, SayButton, SayLine } from '../domain/say.ts';
import { lasting, spanOfDays } from '../domain/time/spans.ts';
import { offerButtons } from '../offers/buttons.ts';
import { titleOf } from '../offers/say-of-offer.ts';
import { enquiryButton, enquiryButtons } from './buttons.ts';
import { type EnquirySteps, paperName } from './enquiry-facts.ts';

/** A time is named by the beginning of its id: a list that changed meanwhile never makes another time of it. */
const NAMED_BY = 8;
export const timeName = (appointmentId: string): string => appointmentId.slice(0, NAMED_BY);

const showButton = (enquiryId: string): SayButton[] => [enquiryButton('show', enquiryId)];

/** Times to choose from, a button each. */
export function timeButtons(enquiryId: string, times: EnquirySteps['times'], now: Date): SayButton[][] {
  const open = times.filter(({ state, startsAt }) => state === 'proposed' && startsAt > now);
  if (open.length === 0) return [];
  return [
    ...open.map(({ id, startsAt }): SayButton[] => [
      {
        label: { key: 'grants:button.pick', values: { when: { dateTime: startsAt.toISOString() } } },
        data: enquiryButtons.write('pick', enquiryId, timeName(id)),
      },
    ]),
    [enquiryButton('othertime', enquiryId)],
  ];
}

/** Papers that are no longer missing: those that we have, and why others are not needed. */
export function settledPaperLines(
  facts: Pick<CallFacts, 'papers'>,
  papers: EnquirySteps['papers'],
  reader: Reader,
): SayLine[] {
  const here = papers.filter(({ state }) => state === 'received' || state === 'accepted');
  const waived = papers.filter(({ state }) => state === 'waived');
  return [
    ...(here.length > 0
      ? [
          {
            key: 'grants:paper.received',
            values: { papers: { list: here.map(({ key }) => paperName(facts, key, reader)) } },
          },
        ]
      : []),
    ...waived.map(({ key, reason }) => ({
      key: 'grants:paper.waived',
      values: { paper: paperName(facts, key, reader), reason: { text: reason ?? '' } },
    })),
  ];
}

/** Papers that are still missing, a button each. */
export function paperButtons(
  enquiryId: string,
  facts: Pick<CallFacts, 'papers'>,
  papers: readonly PaperStanding[],
  reader: Reader,
): SayButton[][] {
  return papers.filter(isMissing).map(({ key }) => [
    {
      label: { key: 'grants:button.papers', values: { paper: paperName(facts, key, reader) } },
      data: enquiryButtons.write('papers', enquiryId, key),
    },
  ]);
}

export const sayReceived = (facts: OfferFacts, reader: Reader, reference: string, enquiryId: string): Say[] => [
  {
    lines: [
      { key: 'grants:sent.title', values: { title: titleOf(facts, reader) } },
      { key: 'grants:sent.next' },
      { key: 'grants:sent.reply_here' },
      { key: 'grants:reference', values: { reference } },
    ],
    buttons: [showButton(enquiryId)],
  },
];

const about = (key: string, facts: OfferFacts, reader: Reader, reference: string): SayLine => ({
  key,
  values: { title: titleOf(facts, reader), reference },
});

export function sayTimes(
  facts: OfferFacts,
  reader: Reader,
  reference: string,
  enquiryId: string,
  times: EnquirySteps['times'],
  now: Date,
): Say[] {
  return [
    {
      lines: [
        about('grants:times.title', facts, reader, reference),
        ...times.map(
          ({ startsAt, place }): SayLine => ({
            key: 'grants:times.one',
            values: { when: { dateTime: startsAt.toISOString() }, place: { text: place } },
          }),
        ),
        { key: 'grants:times.choose' },
      ],
      buttons: timeButtons(enquiryId, times, now),
    },
  ];
}

export function sayPapersAsked(
  facts: CallFacts,
  reader: Reader,
  reference: string,
  enquiryId: string,
  asked: readonly PaperStanding[],
  words: string,
): Say[] {
  const names = asked.map(({ key }) => paperName(facts, key, reader));
  return [
    {
      lines: [
        about('grants:papers.title', facts, reader, reference),
        { key: 'grants:papers.list', values: { papers: { list: names } } },
      ],
      ...(words !== '' && { quote: words }),
      after: [{ key: 'grants:papers.how' }],
      buttons: paperButtons(enquiryId, facts, asked, reader),
    },
  ];
}

/** `waived`: papers that were found not to be needed just now. */
export const sayComplete = (
  facts: CallFacts,
  reader: Reader,
  reference: string,
  enquiryId: string,
  waived: EnquirySteps['papers'],
): Say[] => [
  {
    lines: [
      about('grants:complete.title', facts, reader, reference),
      ...settledPaperLines(facts, waived, reader),
      { key: 'grants:complete.next' },
    ],
    buttons: [showButton(enquiryId)],
  },
];

/** The decision with its reason; whoever got less than they asked for hears how to appeal. */
export function sayDecision(
  facts: OfferFacts,
  reader: Reader,
  reference: string,
  enquiryId: string,
  told: { verdict: Verdict; reason: string; appealDays: number | null; stays: boolean },
): Say[] {
  const { verdict, reason, appealDays, stays } = told;
  const title = verdict.approve
    ? {
        key: 'grants:decided.approved',
        values: { title: titleOf(facts, reader), reference, amount: { cents: verdict.amountCents } },
      }
    : about(stays ? 'grants:decided.stays' : 'grants:decided.declined', facts, reader, reference);
  return [
    {
      lines: [title, { key: 'grants:decided.reason' }],
      quote: reason,
      ...(appealDays !== null && {
        after: [{ key: 'grants:decided.appeal', values: { time: lasting(spanOfDays(appealDays)) } }],
      }),
      buttons: [...(appealDays === null ? [] : [[enquiryButton('appeal', enquiryId)]]), showButton(enquiryId)],
    },
  ];
}

/** The call will give nothing to anybody. */
export const sayCallCancelled = (facts: OfferFacts, reader: Reader, reference: string, reason: string): Say[] => [
  {
    lines: [
      about('grants:cancelled.title', facts, reader, reference),
      ...(reason === '' ? [] : [{ key: 'grants:decided.reason' }]),
    ],
    ...(reason !== '' && { quote: reason }),
    after: [{ key: 'grants:cancelled.ended' }],
    buttons: [[{ label: { key: 'grants:cancelled.others' }, data: offerButtons.write('list', 'grants', 0) }]],
  },
];
