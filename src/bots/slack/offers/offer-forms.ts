import type { TextLanguage } from '../../../core/domain/languages.ts';
import { BARE_OFFER, type OfferDraft, type OfferKind, type OfferText } from '../../../core/domain/offers/offer.ts';
import { done, type Refusal, type Result, refuse } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { cancelOffer } from '../../../core/offers/cancel-offer.ts';
import { changeOffer, type OfferChanges } from '../../../core/offers/change-offer.ts';
import { draftOffer, type OfferRefusal } from '../../../core/offers/draft-offer.ts';
import type { OfferEntry } from '../../../core/offers/offer-facts.ts';
import { showOffer } from '../../../core/offers/show-offer.ts';
import {
  type Previewed,
  previewCancelling,
  previewPaper,
  previewQuestion,
  previewText,
} from '../../../core/preview-offer.ts';
import { form, type Heard, type Opened } from '../host/form.ts';
import { redraw } from '../host/open-modal.ts';
import { section } from '../kit/blocks.ts';
import { type Field, type Read, read, type Shown, type Typed } from '../kit/fields.ts';
import { newMetadata, type View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import type { Metadata, SlackView } from '../payloads.ts';
import { logFailure } from '../respond.ts';
import type { Answered, Form, StaffBot } from '../surface.ts';
import { OFFER_TEXT } from './buttons.ts';
import { offerMetadata, papersView, questionsView } from './listed.ts';
import {
  type AboutOffer,
  BUDGET,
  DEADLINE,
  HELD,
  MAXIMUM,
  NEEDED,
  OPTIONAL,
  QUESTION_KIND,
  RULES,
  SEATS,
  SESSIONS,
  WHERE,
} from './offer-fields.ts';
import { problemErrors, wrong } from './problems.ts';
import {
  asLanguage,
  drawText,
  firstText,
  inEveryScript,
  inLanguages,
  readText,
  saidText,
  textDoubts,
  writtenIn,
} from './text-fields.ts';
import { offerView } from './view.ts';

const { codeWords, words } = staffWords('staff-offers');

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

const close = () => words('button.cancel_view');
/** What all forms of an offer that stands have in common. `value`: its id. */
const of = (name: string) => ({
  ...{ id: name, rule: 'run_offers' as const, says: { words, name, close } },
  open: async (bot: StaffBot, member: StaffMember, value: string): Promise<Result<Opened<AboutOffer>>> => {
    const shown = await showOffer(bot.line, member, value);
    if (!shown.ok) return ofOffer(shown);
    const { facts } = shown.value;
    return done({ about: { kind: facts.kind, entry: shown.value }, metadata: offerMetadata(facts) });
  },
  again: async (bot: StaffBot, member: StaffMember, { offerId = '' }: Metadata): Promise<Result<AboutOffer>> => {
    const shown = await showOffer(bot.line, member, offerId);
    return shown.ok ? done({ kind: shown.value.facts.kind, entry: shown.value }) : ofOffer(shown);
  },
});

/** An offer that is not there is no item that is not there. */
export const ofOffer = <T>(result: Result<T>): Result<T> =>
  !result.ok && result.code === 'not_found' ? refuse('offer_not_found') : result;

type Parts = Record<string, Field<AboutOffer, Partial<OfferDraft>>>;

/** Everything that a draft cannot be without, with the words of one language. */
const newOffer = (kind: OfferKind) =>
  form({
    id: `offer_new_${kind}`,
    rule: 'run_offers',
    says: { words, name: `offer_new_${kind}`, close },
    open: async () => done({ about: { kind, entry: null }, metadata: newMetadata('') }),
    again: async () => done({ kind, entry: null }),
    fields: {
      ...{ text: firstText, where: WHERE },
      ...(kind === 'grant_call' ? { maximum: MAXIMUM, budget: BUDGET } : { sessions: SESSIONS, seats: SEATS }),
      deadline: DEADLINE,
    } as Parts,
    submit: async (bot, member, values, { changeKey }, sent): Promise<Result<null> | Answered> => {
      const draft = Object.assign({}, BARE_OFFER, ...Object.values(values), { kind }) as OfferDraft;
      const drafted = await draftOffer(bot.line, member, draft, changeKey);
      if (!drafted.ok) return refusedBy(sent, drafted);
      const shown = await showOffer(bot.line, member, drafted.value.offerId);
      if (!shown.ok) return shown;
      const note = words('note.made', { code: drafted.value.code });
      return { answer: { response_action: 'update', view: offerView(shown.value, note) } };
    },
  });
export const NEW_FORMS: Record<OfferKind, Form> = {
  training: newOffer('training'),
  placement: newOffer('placement'),
  grant_call: newOffer('grant_call'),
};

type Change = OfferChanges | ((before: OfferDraft) => OfferChanges);

/** Changes the offer, and draws what lies under the form anew. */
async function edit(
  bot: StaffBot,
  member: StaffMember,
  { offerId }: Metadata,
  sent: SlackView,
  change: Change,
  between?: (entry: OfferEntry) => View,
): Promise<Result<null> | Answered> {
  if (offerId === undefined) return refuse('bad_form');
  const changed = await changeOffer(bot.line, member, offerId, change);
  if (!changed.ok) return refusedBy(sent, changed);
  const note = words(changed.value.telling ? 'note.telling' : 'note.saved');
  redrawUnder(bot, sent, changed.value, note, between?.(changed.value));
  return done(null);
}

/** A form whose fields are each a part of the offer. */
const parts = (name: string, fields: Parts) =>
  form({
    ...of(name),
    fields,
    submit: (bot, member, values, metadata, sent) =>
      edit(bot, member, metadata, sent, Object.assign({}, ...Object.values(values)) as OfferChanges),
  });

export const BASICS_FORM = parts('offer_basics', { where: WHERE, seats: SEATS, deadline: DEADLINE, held: HELD });
export const DATES_FORM = parts('offer_dates', { sessions: SESSIONS });
export const WHO_FORM = parts('offer_who', { rules: RULES });
export const MONEY_FORM = parts('offer_money', { maximum: MAXIMUM, budget: BUDGET });

/** Of this one sending of a form: the second finds it there. */
const keyOf = ({ changeKey }: Metadata): string => `q${changeKey.replace(/-/g, '').slice(0, 7)}`;
const isIn = (listed: { key: string }[], key: string): boolean => listed.some((one) => one.key === key);

export const QUESTION_FORM = form({
  ...of('offer_question'),
  heard: ({ about, typed, metadata }) => {
    const kind = QUESTION_KIND.read(typed, metadata);
    const texts = writtenIn('question_text', typed);
    if (!about.entry || !kind.ok) return null;
    const optional = OPTIONAL.read(typed, metadata);
    const asked = { key: keyOf(metadata), kind: kind.value, texts, ...(optional.ok && { optional: optional.value }) };
    return heardOf(previewQuestion(about.entry, asked));
  },
  fields: {
    kind: QUESTION_KIND,
    texts: inLanguages('question_text', { most: 300 }),
    needed: NEEDED,
    optional: OPTIONAL,
  },
  submit: (bot, member, { kind, texts, needed, optional }, metadata, sent) => {
    const question = {
      ...{ key: keyOf(metadata), kind, texts },
      ...(needed && { needed }),
      ...(optional && !needed && { optional: true }),
    };
    const change: Change = ({ questions }) =>
      isIn(questions, question.key) ? {} : { questions: [...questions, question] };
    return edit(bot, member, metadata, sent, change, ({ facts }) => questionsView(facts));
  },
});

export const PAPER_FORM = form({
  ...of('offer_paper'),
  heard: ({ bot, about, typed, metadata }) =>
    about.entry &&
    heardOf(previewPaper(bot.line.now(), about.entry, { key: keyOf(metadata), texts: writtenIn('paper_text', typed) })),
  fields: { texts: inLanguages('paper_text', { most: 300 }) },
  submit: (bot, member, { texts }, metadata, sent) => {
    const paper = { key: keyOf(metadata), texts };
    const change: Change = ({ papers }) => (isIn(papers, paper.key) ? {} : { papers: [...papers, paper] });
    return edit(bot, member, metadata, sent, change, ({ facts }) => papersView(facts));
  },
});

export const CANCEL_FORM = form({
  ...of('offer_cancel'),
  heard: ({ about, typed }) => about.entry && heardOf(previewCancelling(about.entry, writtenIn('reason', typed))),
  fields: { reason: inLanguages('reason', { most: 500, empty: 'empty_text', hinted: 'reason' }) },
  submit: async (bot, member, { reason }, { offerId }, sent): Promise<Result<null> | Answered> => {
    if (offerId === undefined) return refuse('bad_form');
    const cancelled = await cancelOffer(bot.line, member, offerId, reason);
    if (!cancelled.ok) return refusedBy(sent, cancelled);
    redrawUnder(bot, sent, cancelled.value, words('note.cancelled'));
    return done(null);
  },
});

/** As whoever reads each of these languages gets it. */
const heardOf = (all: readonly Previewed[]): Heard[] | null =>
  all.length === 0
    ? null
    : all.map(({ language, says }) => ({
        ...{ channel: 'telegram' as const, says },
        reader: { language, secondLanguage: null },
      }));

type AboutText = { entry: OfferEntry; language: TextLanguage };

/** The words of an offer in one language. `value`: of the choice of languages. */
export const TEXT_FORM = form({
  ...{ id: 'offer_text', rule: 'run_offers', says: { words, name: 'offer_text', close } },
  open: async (bot: StaffBot, member: StaffMember, value: string): Promise<Result<Opened<AboutText>>> => {
    const { id, rest } = OFFER_TEXT.read(value) ?? { id: value, rest: '' };
    const shown = await showOffer(bot.line, member, id);
    if (!shown.ok) return ofOffer(shown);
    const language = asLanguage(rest);
    if (language === undefined) return refuse('bad_form');
    return done({ about: { entry: shown.value, language }, metadata: offerMetadata(shown.value.facts, { language }) });
  },
  again: async (bot, member, { offerId = '', language: code }): Promise<Result<AboutText>> => {
    const shown = await showOffer(bot.line, member, offerId);
    const language = asLanguage(code);
    if (!shown.ok) return ofOffer(shown);
    return language === undefined ? refuse('bad_form') : done({ entry: shown.value, language });
  },
  heard: ({ bot, about, typed }) => {
    const text = readText(typed, about.language);
    return text.ok && text.value ? heardOf(previewText(bot.line.now(), about.entry, about.language, text.value)) : null;
  },
  fields: {
    text: {
      draw: (shown: Shown<AboutText>) => {
        const { entry, language } = shown.about;
        return [
          section(`*${words('field.text_in', { language: codeWords('text_language', language) })}*`),
          ...drawText(entry.facts.texts[language], language, shown),
        ];
      },
      said: (typed: Typed, { language }: Metadata) => inEveryScript(saidText(typed), asLanguage(language)),
      doubts: (typed: Typed, { language }: Metadata) => textDoubts(typed, asLanguage(language)).length > 0,
      read: (typed: Typed, metadata: Metadata): Read<{ language: TextLanguage; text: OfferText | null }> => {
        const language = asLanguage(metadata.language);
        if (language === undefined) return wrong('title', 'unknown');
        const text = readText(typed, language);
        return text.ok ? read({ language, text: text.value }) : text;
      },
    },
  },
  submit: (bot, member, { text: { language, text } }, metadata, sent) =>
    edit(bot, member, metadata, sent, ({ texts }) => {
      const { [language]: _before, ...others } = texts;
      return { texts: text ? { ...others, [language]: text } : others };
    }),
});
