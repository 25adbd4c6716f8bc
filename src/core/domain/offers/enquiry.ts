import { type Refusal, refuse } from '../result.ts';

/** received → adviser (a time is picked) → papers (asked for) → complete → approved or declined; or withdrawn. */
export const ENQUIRY_STATES = [
  'received',
  'adviser',
  'papers',
  'complete',
  'approved',
  'declined',
  'withdrawn',
] as const;
export type EnquiryState = (typeof ENQUIRY_STATES)[number];

export const BUSINESS_STAGES = ['idea', 'starting', 'running'] as const;
export type BusinessStage = (typeof BUSINESS_STAGES)[number];

/** `waived`: staff said why it is not needed. */
export const PAPER_STATES = ['asked', 'received', 'accepted', 'waived'] as const;
export type PaperState = (typeof PAPER_STATES)[number];
export type Paper = { key: string; state: PaperState };

/** A paper that the call wants and nobody has asked this applicant for yet is missing like one that was asked for. */
export type PaperStanding = { key: string; state: PaperState | 'unasked' };

/** Every paper of an application: those of its call in the call's order, and what was asked for beside them. */
export const everyPaper = <P extends Paper>(
  ofCall: readonly string[],
  known: readonly P[],
): (P | { key: string; state: 'unasked' })[] => [
  ...ofCall.map((key) => known.find((paper) => paper.key === key) ?? { key, state: 'unasked' as const }),
  ...known.filter(({ key }) => !ofCall.includes(key)),
];

export const isMissing = ({ state }: Pick<PaperStanding, 'state'>): boolean => state === 'asked' || state === 'unasked';

/** A paper in staff's own words, which is none of the call's list. */
export const OTHER_PAPER = '*';

export const APPOINTMENT_STATES = ['proposed', 'picked', 'dropped'] as const;
export type AppointmentState = (typeof APPOINTMENT_STATES)[number];
export type Appointment = { id: string; startsAt: Date; state: AppointmentState };

/** What a decision about an application needs to know. Money is euro cents. */
export type Enquiry = {
  state: EnquiryState;
  amountCents: number;
  approvedCents: number | null;
  decidedById: string | null;
  decidedAt: Date | null;
  /** They appealed; and nobody has closed that yet. */
  appealed: boolean;
  appealOpen: boolean;
};

export type EnquiryChanges = {
  state?: EnquiryState;
  approvedCents?: number | null;
  decidedById?: string;
  decidedAt?: Date;
};
type Decided = { ok: true; changes: EnquiryChanges };
export type EnquiryDecision<Code extends string> = Decided | Refusal<Code>;
/** Nothing more can be done with it. */
type Over = 'already_withdrawn' | 'already_decided';

const decided = (changes: EnquiryChanges): Decided => ({ ok: true, changes });

const OPEN: readonly EnquiryState[] = ['received', 'adviser', 'papers', 'complete'];
export const isOpenEnquiry = (state: EnquiryState): boolean => OPEN.includes(state);

/** Why nothing more can be done with it, or null while it is open. */
function over(state: EnquiryState): Refusal<Over> | null {
  if (state === 'withdrawn') return refuse('already_withdrawn');
  return isOpenEnquiry(state) ? null : refuse('already_decided');
}

/** The most times proposed at once: as many as one modal has. */
export const MOST_TIMES = 3;

/** The state stays: an application waits for the person to pick. */
export function decidePropose(
  enquiry: Enquiry,
  times: readonly Date[],
  now: Date,
): EnquiryDecision<Over | 'no_times' | 'same_time_twice' | 'time_past'> {
  const refused = over(enquiry.state);
  if (refused) return refused;
  if (times.length === 0 || times.length > MOST_TIMES) return refuse('no_times');
  if (times.some((time) => time <= now)) return refuse('time_past');
  if (new Set(times.map((time) => time.getTime())).size < times.length) return refuse('same_time_twice');
  return decided({});
}

/** A time that was picked already is picked; one that was dropped, or is past, is gone. */
export function decidePick(
  enquiry: Enquiry,
  wanted: Appointment | undefined,
  now: Date,
): EnquiryDecision<Over | 'time_gone'> {
  const refused = over(enquiry.state);
  if (refused) return refused;
  if (!wanted || wanted.state === 'dropped' || wanted.startsAt <= now) return refuse('time_gone');
  return decided(enquiry.state === 'received' ? { state: 'adviser' } : {});
}

/** More papers may be asked for until it is decided, also after it was thought complete. */
export function decideAskPapers(
  enquiry: Enquiry,
  keys: readonly string[],
  known: readonly string[],
): EnquiryDecision<Over | 'no_papers' | 'unknown_paper'> {
  const refused = over(enquiry.state);
  if (refused) return refused;
  if (keys.length === 0) return refuse('no_papers');
  if (keys.some((key) => key !== OTHER_PAPER && !known.includes(key))) return refuse('unknown_paper');
  return decided({ state: 'papers' });
}

/** What the call wants or staff asked for is taken; once more of the same is taken too (a better photo). */
export function decideReceivePaper(
  enquiry: Enquiry,
  paper: PaperStanding | undefined,
): EnquiryDecision<Over | 'unknown_paper'> {
  const refused = over(enquiry.state);
  if (refused) return refused;
  return paper ? decided({}) : refuse('unknown_paper');
}

/** `papers`: every one. `settled`: those that staff saw elsewhere (in person), or that they say are not needed. None may be missing. */
export function decideComplete(
  enquiry: Enquiry,
  papers: readonly PaperStanding[],
  settled: readonly string[],
): EnquiryDecision<Over | 'already_complete' | 'papers_missing'> {
  const refused = over(enquiry.state);
  if (refused) return refused;
  if (enquiry.state === 'complete') return refuse('already_complete');
  if (papers.some((paper) => isMissing(paper) && !settled.includes(paper.key))) return refuse('papers_missing');
  return decided({ state: 'complete' });
}

export type Verdict = { approve: true; amountCents: number } | { approve: false };
/** `leftCents`: of the call's budget, without what this application got before. */
export type Limits = { maximumCents: number; leftCents: number };

/** Approved is what is complete; declined may be anything open. After an appeal somebody else decides once more. */
export function decideVerdict(
  enquiry: Enquiry,
  memberId: string,
  verdict: Verdict,
  limits: Limits,
  now: Date,
): EnquiryDecision<Over | 'another_person_needed' | 'bad_amount' | 'not_complete' | 'over_budget' | 'over_maximum'> {
  const again = enquiry.appealOpen && !isOpenEnquiry(enquiry.state) && enquiry.state !== 'withdrawn';
  if (again && enquiry.decidedById === memberId) return refuse('another_person_needed');
  const refused = again ? null : over(enquiry.state);
  if (refused) return refused;
  const by = { decidedById: memberId, decidedAt: now };
  // An appeal never takes away what was approved before.
  const before = again ? (enquiry.approvedCents ?? 0) : 0;
  if (!verdict.approve) return decided(before > 0 ? by : { ...by, state: 'declined', approvedCents: null });
  if (!again && enquiry.state !== 'complete') return refuse('not_complete');
  const { amountCents } = verdict;
  if (!Number.isSafeInteger(amountCents) || amountCents <= 0 || amountCents < before) return refuse('bad_amount');
  if (amountCents > limits.maximumCents) return refuse('over_maximum');
  if (amountCents > limits.leftCents) return refuse('over_budget');
  return decided({ ...by, state: 'approved', approvedCents: amountCents });
}

export function decideEnquiryWithdraw(enquiry: Enquiry): EnquiryDecision<Over> {
  return over(enquiry.state) ?? decided({ state: 'withdrawn' });
}

const DAY_MS = 86_400_000;

/** Once, within so many days, against a no or against less than was asked for. */
export function decideAppeal(
  enquiry: Enquiry,
  days: number,
  now: Date,
): EnquiryDecision<'already_appealed' | 'appeal_too_late' | 'nothing_to_appeal'> {
  if (enquiry.appealed) return refuse('already_appealed');
  const less = enquiry.state === 'approved' && (enquiry.approvedCents ?? 0) < enquiry.amountCents;
  if (enquiry.decidedAt === null || !(enquiry.state === 'declined' || less)) return refuse('nothing_to_appeal');
  if (now.getTime() > enquiry.decidedAt.getTime() + days * DAY_MS) return refuse('appeal_too_late');
  return decided({});
}
