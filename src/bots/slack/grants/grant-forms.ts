import { z } from 'zod';
import { typedEuros } from '../../../core/domain/money.ts';
import { isMissing } from '../../../core/domain/offers/enquiry.ts';
import { done, type Result, refuse } from '../../../core/domain/result.ts';
import type { Say } from '../../../core/domain/say.ts';
import { mayHandle, refuseRole, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import { askForPapers } from '../../../core/grants/ask-for-papers.ts';
import { decideEnquiry } from '../../../core/grants/decide-enquiry.ts';
import { markComplete } from '../../../core/grants/mark-complete.ts';
import { previewComplete, previewDecision, previewPapers, previewTimes } from '../../../core/grants/preview-telling.ts';
import { proposeAppointments } from '../../../core/grants/propose-appointments.ts';
import { type EnquiryView, enquiryFacet } from '../../../core/grants/view-enquiry.ts';
import { whoReads } from '../../../core/items/who-reads.ts';
import { visibility } from '../../../core/views/item-view.ts';
import { showItem } from '../../../core/views/show-item.ts';
import { form, type Heard, type Opened } from '../host/form.ts';
import { section } from '../kit/blocks.ts';
import {
  choice,
  type Field,
  field,
  LIST,
  reading,
  remark,
  residentText,
  type Shown,
  type Typed,
  typedList,
  typedText,
} from '../kit/fields.ts';
import { dateTime, several, ticks } from '../kit/inputs.ts';
import { newMetadata } from '../kit/modal.ts';
import { numberInput, typedCents } from '../kit/number-input.ts';
import type { Option } from '../kit/options.ts';
import { euros, staffWords } from '../kit/words.ts';
import type { Metadata } from '../payloads.ts';
import type { StaffBot } from '../surface.ts';
import { paperLabel, papersWords } from './card.ts';

const { words } = staffWords('staff-grants');

/** The enquiry that a form is about, for whoever handles it. */
async function toHandle(bot: StaffBot, member: StaffMember, reference: string): Promise<Result<Opened<EnquiryView>>> {
  const item = await showItem(bot.line, member, reference);
  if (!item.ok) return item;
  const enquiry = enquiryFacet.of(item.value);
  if (!enquiry) return refuse('not_found');
  if (!mayHandle(member, visibility(item.value))) return refuseRole('run_offers', member);
  const reads = await whoReads(bot.line, enquiry.reference);
  return done({ about: enquiry, metadata: newMetadata(reference, reads ? reading({ ...reads, alsoRead: [] }) : {}) });
}
const again = async (bot: StaffBot, member: StaffMember, { reference }: Metadata): Promise<Result<EnquiryView>> => {
  const opened = await toHandle(bot, member, reference);
  return opened.ok ? done(opened.value.about) : opened;
};

/** What the applicant will get, by their channel. */
async function heardBy(
  { line }: StaffBot,
  { reference }: EnquiryView,
  says: Promise<Say[] | null>,
): Promise<Heard | null> {
  const reads = await whoReads(line, reference);
  const said = await says;
  return reads && said && { says: said, channel: reads.channel, reader: reads };
}

/** What all forms about one application have in common. */
const of = (name: string) => ({
  ...{ id: `grant_${name}`, rule: 'see_people' as const, says: { words, name }, open: toHandle, again },
  said: () => words(`done.${name}`),
});

/** A datetime picker's seconds since 1970. */
const instant = z
  .string()
  .regex(/^\d{1,11}$/)
  .transform((seconds) => new Date(Number(seconds) * 1000))
  .optional();
const time = (number: number) =>
  field(`time_${number}`, instant, ({ typed }) => [
    dateTime(`time_${number}`, words('forms.propose.time', { number }), {
      ...{ optional: number > 1, initial: timeOf(typed, number) },
    }),
  ]);
const timeOf = (typed: Typed, number: number): Date | undefined =>
  instant.safeParse(typedText(typed, `time_${number}`)).data;
const timesOf = (typed: Typed): Date[] =>
  [1, 2, 3].map((number) => timeOf(typed, number)).filter((one) => one !== undefined);

type Paper = { key: string; name: string | null };
const optionOf = (paper: Paper): Option => ({ text: paperLabel(paper), value: paper.key });

/** Several papers of a list; none where there is no list to choose from, which Slack would refuse. */
const papers = (
  draw: typeof several,
  name: string,
  label: () => string,
  listed: (enquiry: EnquiryView) => Paper[],
): Field<EnquiryView, string[]> =>
  field(name, LIST, ({ about, typed }) => {
    const options = listed(about).map(optionOf);
    return options.length === 0
      ? []
      : [draw(name, label(), options, { optional: true, initial: typedList(typed, name) })];
  });
const missing = (enquiry: EnquiryView): Paper[] => enquiry.papers.filter(isMissing);

/** A box for each, as far as Slack takes them. */
const MOST_TICKS = 10;
const each: typeof several = (name, label, options, of) =>
  (options.length > MOST_TICKS ? several : ticks)(name, label, options, of);

const paperNote = ({ papers: all }: EnquiryView): string => {
  if (all.length === 0) return words('forms.complete.no_papers');
  return words(all.some(isMissing) ? 'forms.complete.missing' : 'forms.complete.none');
};

const WHY = residentText<EnquiryView>('why', () => words('forms.complete.why'), { most: 500, optional: true });

export const PROPOSE_FORM = form({
  ...of('propose'),
  heard: ({ bot, about, typed }) => {
    const place = typedText(typed, 'place')?.replace(/\s+/g, ' ').trim() ?? '';
    return heardBy(bot, about, previewTimes(bot.line, about.reference, { times: timesOf(typed), place }));
  },
  fields: {
    time_1: time(1),
    time_2: time(2),
    time_3: time(3),
    place: residentText('place', () => words('forms.propose.place'), { most: 200, multiline: false }),
  },
  submit: ({ line }, member, { time_1, time_2, time_3, place }, { reference, changeKey }) => {
    const times = [time_1, time_2, time_3].filter((one) => one !== undefined);
    return proposeAppointments(line, member, reference, { times, place, changeKey });
  },
});

export const PAPERS_FORM = form({
  ...of('papers'),
  heard: ({ bot, about, typed }) => {
    const asked = { papers: typedList(typed, 'papers') ?? [], words: typedText(typed, 'words')?.trim() ?? '' };
    return heardBy(bot, about, previewPapers(bot.line, about.reference, asked));
  },
  fields: {
    papers: papers(
      several,
      'papers',
      () => words('forms.papers.papers'),
      (enquiry) => enquiry.callPapers,
    ),
    words: residentText('words', () => words('forms.papers.words'), { most: 1000, optional: true }),
  },
  submit: ({ line }, member, values, { reference, changeKey }) =>
    askForPapers(line, member, reference, { ...values, changeKey }),
});

export const COMPLETE_FORM = form({
  ...of('complete'),
  heard: ({ bot, about, typed }) => {
    const why = typedText(typed, 'why')?.trim() ?? '';
    if (why === '') return null;
    return heardBy(
      bot,
      about,
      previewComplete(bot.line, about.reference, { waived: typedList(typed, 'waived') ?? [], why }),
    );
  },
  fields: {
    remark: remark(({ about }: { about: EnquiryView }) => [
      section(paperNote(about)),
      ...(about.papers.length > 0 ? [section(papersWords(about))] : []),
    ]),
    seen: papers(each, 'seen', () => words('forms.complete.seen'), missing),
    waived: papers(each, 'waived', () => words('forms.complete.waived'), missing),
    // Asked for only where there is something to say it of.
    why: { ...WHY, draw: (shown: Shown<EnquiryView>) => (missing(shown.about).length > 0 ? WHY.draw(shown) : []) },
  },
  submit: ({ line }, member, { seen, waived, why }, { reference, changeKey }) =>
    markComplete(line, member, reference, { seen, waived, why, changeKey }),
});

const readAmount = (typed: Typed) => typedCents(typed, 'amount', { least: 0 });
/** Of a yes alone; in cents. */
const AMOUNT: Field<EnquiryView, number | null> = {
  // What was asked for stands there: another amount is typed over it.
  draw: ({ about, typed }) => [
    numberInput('amount', words('forms.decide.amount'), {
      optional: true,
      initial: typedText(typed, 'amount') ?? typedEuros(about.amountCents),
    }),
  ],
  read: readAmount,
};

export const DECIDE_FORM = form({
  ...of('decide'),
  heard: ({ bot, about, typed }) => {
    const amount = typed.verdict === 'approve' ? readAmount(typed) : null;
    const amountCents = amount?.ok ? amount.value : null;
    // Without a sum nobody knows yet what they would hear.
    if (typed.verdict === 'approve' && amountCents === null) return null;
    const verdict = amountCents === null ? ({ approve: false } as const) : ({ approve: true, amountCents } as const);
    const reason = typedText(typed, 'reason')?.trim() ?? '';
    return heardBy(bot, about, previewDecision(bot.line, about.reference, { verdict, reason }));
  },
  fields: {
    papers: remark(({ about }: { about: EnquiryView }) =>
      about.papers.length > 0 ? [section(papersWords(about))] : [],
    ),
    money: remark(({ about, metadata: { sure } }: { about: EnquiryView; metadata: Metadata }) => [
      ...(sure === undefined ? [] : [section(sureWords(about, Number(sure)))]),
      section(
        words('forms.decide.money', {
          asked: euros(about.amountCents),
          most: euros(about.maximumCents),
          left: euros(Math.max(0, about.leftCents)),
        }),
      ),
    ]),
    verdict: choice(
      'verdict',
      () => words('forms.decide.verdict'),
      z.enum(['approve', 'decline']),
      () => ['approve', 'decline'].map((value) => ({ value, text: words(`forms.decide.${value}`) })),
    ),
    amount: AMOUNT,
    reason: residentText('reason', () => words('forms.decide.reason')),
  },
  /** Money is given once and never taken back: the sum is said with what is left. What will be refused anyhow is not asked about. */
  asksOnceMore: async (bot, member, { verdict, amount }, metadata) => {
    const cents = verdict === 'approve' ? amount : null;
    const about = cents === null ? null : await again(bot, member, metadata);
    if (cents === null || !about?.ok || cents <= 0) return null;
    return cents > Math.min(about.value.maximumCents, about.value.leftCents) ? null : String(cents);
  },
  submit: async ({ line }, member, { verdict, amount, reason }, { reference, changeKey }) => {
    if (verdict === 'decline')
      return decideEnquiry(line, member, reference, { verdict: { approve: false }, reason, changeKey });
    if (amount === null) return refuse('bad_amount');
    return decideEnquiry(line, member, reference, {
      verdict: { approve: true, amountCents: amount },
      reason,
      changeKey,
    });
  },
});

/** What approving comes to, said before it is done. */
const sureWords = ({ amountCents, leftCents }: EnquiryView, approvedCents: number): string =>
  words('forms.decide.sure', {
    amount: euros(approvedCents),
    asked: euros(amountCents),
    left: euros(Math.max(0, leftCents)),
    after: euros(Math.max(0, leftCents - approvedCents)),
  });
