import {
  BARE_OFFER,
  OFFER_KINDS,
  type OfferDraft,
  type OfferKind,
  SEAT_GROUPS,
} from '../../../core/domain/offers/offer.ts';
import { done, type Refusal, refuse } from '../../../core/domain/result.ts';
import { UUID } from '../../../core/domain/uuid.ts';
import { cancelOffer } from '../../../core/offers/cancel-offer.ts';
import { changeOffer, type OfferChanges } from '../../../core/offers/change-offer.ts';
import { draftOffer, type OfferRefusal } from '../../../core/offers/draft-offer.ts';
import type { OfferEntry } from '../../../core/offers/offer-facts.ts';
import { showOffer } from '../../../core/offers/show-offer.ts';
import { writeName } from '../../../core/trainings/certificates/write-name.ts';
import { takeAttendance } from '../../../core/trainings/take-attendance.ts';
import { type Answered, type Fields, type Listing, type Send, view } from '../host/listing.ts';
import { redraw } from '../host/open-modal.ts';
import type { View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import type { Metadata, SlackView } from '../payloads.ts';
import { logFailure } from '../respond.ts';
import type { StaffBot } from '../staff-bot.ts';
import { papersView, questionsView } from './forms.ts';
import { problemErrors, problemWords } from './problems.ts';
import {
  type Read,
  read,
  readDates,
  readDeadline,
  readHeld,
  readLanguage,
  readMoney,
  readOfferText,
  readRules,
  readSeats,
  readWhere,
  readWords,
  together,
} from './read.ts';
import { offerView } from './view.ts';

const { words } = staffWords('staff-offers');

const errorsOf = (errors: Record<string, string>): Answered => ({ answer: { response_action: 'errors', errors } });
const blocksOf = (view: SlackView): string[] => Object.keys(view.state?.values ?? {});

/** Beside the fields that it is about. */
const refusedBy = (view: SlackView, refusal: Refusal | OfferRefusal): Refusal | Answered =>
  'problems' in refusal ? errorsOf(problemErrors(refusal.problems, blocksOf(view))) : refusal;

/** The modals under a form show what came of it. Slack waits for the form's answer, so they are drawn beside it. */
function redrawUnder(bot: StaffBot, view: SlackView, entry: OfferEntry, note: string, between?: View): void {
  const { id, previous_view_id: under, root_view_id: root } = view;
  const draw = async () => {
    if (between && under && under !== root) await redraw(bot, under, between);
    if (root && root !== id) await redraw(bot, root, offerView(entry, note));
  };
  draw().catch((error) => logFailure(bot, error));
}

const newOffer =
  (kind: OfferKind): Send =>
  async (bot, member, { changeKey }, fields, view) => {
    const language = readLanguage(fields.language);
    if (language === undefined) return refuse('bad_form');
    const text = readOfferText(fields, language);
    const parts = together<OfferDraft>(
      text.ok ? read({ texts: text.value ? { [language]: text.value } : {} }) : text,
      readWhere(fields),
      ...(kind === 'grant_call' ? [readMoney(fields)] : [readDates(fields), readSeats(fields)]),
      readDeadline(fields),
    );
    if (!parts.ok) return errorsOf(parts.errors);
    const drafted = await draftOffer(
      bot.line,
      member,
      { ...BARE_OFFER, ...parts.value, kind } as OfferDraft,
      changeKey,
    );
    if (!drafted.ok) return refusedBy(view, drafted);
    const shown = await showOffer(bot.line, member, drafted.value.offerId);
    if (!shown.ok) return shown;
    const note = words('note.made', { code: drafted.value.code });
    return { answer: { response_action: 'update', view: offerView(shown.value, note) } };
  };

type Change = OfferChanges | ((before: OfferDraft) => OfferChanges);

/** Reads the form, changes the offer, and draws what lies under the form anew. */
const edit =
  (part: (fields: Fields, metadata: Metadata) => Read<Change>, between?: (entry: OfferEntry) => View): Send =>
  async (bot, member, metadata, fields, view) => {
    if (metadata.offerId === undefined) return refuse('bad_form');
    const wanted = part(fields, metadata);
    if (!wanted.ok) return errorsOf(wanted.errors);
    const changed = await changeOffer(bot.line, member, metadata.offerId, wanted.value);
    if (!changed.ok) return refusedBy(view, changed);
    const note = words(changed.value.telling ? 'note.telling' : 'note.saved');
    redrawUnder(bot, view, changed.value, note, between?.(changed.value));
    return done(null);
  };

/** Of this one sending of a form: the second finds it there. */
const keyOf = ({ changeKey }: Metadata): string => `q${changeKey.replace(/-/g, '').slice(0, 7)}`;
const isIn = (listed: { key: string }[], key: string): boolean => listed.some((one) => one.key === key);

function readQuestion(fields: Fields, metadata: Metadata): Read<Change> {
  const texts = readWords(fields, 'question_text');
  if (!texts.ok) return texts;
  const kind = (['yes_no', 'text', 'number'] as const).find((one) => one === fields.question_kind) ?? 'yes_no';
  const needed = (['yes', 'no'] as const).find((one) => one === fields.needed);
  if (needed && kind !== 'yes_no')
    return { ok: false, errors: { needed: problemWords({ code: 'needed_not_yes_no' }) } };
  const question = {
    ...{ key: keyOf(metadata), kind, texts: texts.value },
    ...(needed && { needed }),
    ...(fields.optional === 'yes' && !needed && { optional: true }),
  };
  return read(({ questions }: OfferDraft) =>
    isIn(questions, question.key) ? {} : { questions: [...questions, question] },
  );
}

function readPaper(fields: Fields, metadata: Metadata): Read<Change> {
  const texts = readWords(fields, 'paper_text');
  if (!texts.ok) return texts;
  const paper = { key: keyOf(metadata), texts: texts.value };
  return read(({ papers }: OfferDraft) => (isIn(papers, paper.key) ? {} : { papers: [...papers, paper] }));
}

function readText(fields: Fields, metadata: Metadata): Read<Change> {
  const language = readLanguage(metadata.language);
  if (language === undefined) return { ok: false, errors: { title: problemWords({ code: 'unknown' }) } };
  const text = readOfferText(fields, language);
  if (!text.ok) return text;
  return read(({ texts }: OfferDraft) => {
    const { [language]: _before, ...others } = texts;
    return { texts: text.value ? { ...others, [language]: text.value } : others };
  });
}

/** A grant call has no seats: its form has no such fields. */
function readBasics(fields: Fields): Read<Change> {
  const withSeats = ['seats', ...SEAT_GROUPS.map((group) => `held_${group}`)].some((name) => name in fields);
  const seats = withSeats ? [readSeats(fields), readHeld(fields)] : [];
  return together<OfferDraft>(readWhere(fields), ...seats, readDeadline(fields));
}

const cancel: Send = async (bot, member, { offerId }, fields, view) => {
  const reason = readWords(fields, 'reason', 'empty_text');
  if (!reason.ok) return errorsOf(reason.errors);
  if (offerId === undefined) return refuse('bad_form');
  const cancelled = await cancelOffer(bot.line, member, offerId, reason.value);
  if (!cancelled.ok) return refusedBy(view, cancelled);
  redrawUnder(bot, view, cancelled.value, words('note.cancelled'));
  return done(null);
};

const name: Send = async (bot, member, { registrationId }, { name: typed }) => {
  if (registrationId === undefined || typeof typed !== 'string') return refuse('bad_form');
  const written = await writeName(bot.line, member, registrationId, typed);
  return written.ok ? done(words('note.named')) : written;
};

const attendance: Send = async (bot, member, { offerId, sessionId }, fields) => {
  if (offerId === undefined || sessionId === undefined) return refuse('bad_form');
  const present = Object.entries(fields).flatMap(([field, ids]) =>
    field.startsWith('present_') ? [ids].flat().filter((id) => UUID.test(id)) : [],
  );
  const taken = await takeAttendance(bot.line, member, offerId, sessionId, present);
  return taken.ok ? done(words('attendance.saved', { count: taken.value.present })) : taken;
};

/** The offer's forms. */
export const OFFER_VIEWS: Listing[] = [
  ...OFFER_KINDS.map((kind) => view(`offer_new_${kind}`, 'run_offers', newOffer(kind))),
  view('offer_basics', 'run_offers', edit(readBasics)),
  view('offer_text', 'run_offers', edit(readText)),
  view('offer_dates', 'run_offers', edit(readDates)),
  view('offer_who', 'run_offers', edit(readRules)),
  view('offer_money', 'run_offers', edit(readMoney)),
  view(
    'offer_question',
    'run_offers',
    edit(readQuestion, ({ facts }) => questionsView(facts)),
  ),
  view(
    'offer_paper',
    'run_offers',
    edit(readPaper, ({ facts }) => papersView(facts)),
  ),
  view('offer_cancel', 'run_offers', cancel),
  view('offer_name', 'see_people', name),
  view('offer_attendance', 'run_offers', attendance),
];
