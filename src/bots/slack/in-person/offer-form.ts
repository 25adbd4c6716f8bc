import { z } from 'zod';
import { ENTERED_CHANNELS, LANGUAGES } from '../../../core/domain/codes.ts';
import type { FormContext, Question } from '../../../core/domain/form.ts';
import { done } from '../../../core/domain/result.ts';
import { cut } from '../../../core/domain/text/cut.ts';
import type { Given } from '../../../core/forms/fill-form.ts';
import { contextOf, enterForOffer, formToEnter } from '../../../core/in-person/enter-for-offer.ts';
import { form } from '../host/form.ts';
import { type Block, section } from '../kit/blocks.ts';
import { choice, type Field, read, remark, type Typed, text } from '../kit/fields.ts';
import { select, several, textInput } from '../kit/inputs.ts';
import { newMetadata } from '../kit/modal.ts';
import { codeOptions } from '../kit/options.ts';
import { residentWords, staffWords } from '../kit/words.ts';

const { words: staff } = staffWords('staff');
const { words } = staffWords('staff-person');

type About = { questions: Question[]; context: FormContext };

const english = (line: Parameters<typeof residentWords>[0]) => residentWords(line, 'en');
/** Slack takes 2,000 in a label and in a hint. */
const MOST_LABEL = 150;
const MOST_HINT = 600;
const PREFIX = 'answer_';

function questionBlock(question: Question, { context }: About, typed: Typed): Block {
  const name = `${PREFIX}${question.key}`;
  const asked = question.ask({}, context).map(english).join(' ');
  const label = cut(question.name ? english(question.name) : asked, MOST_LABEL);
  const of = { optional: question.skippable === true, hint: cut(asked, MOST_HINT) };
  const options = (question.options?.({}, context) ?? [])
    .filter(({ leaves }) => !leaves)
    .map(({ code, label: line }) => ({ value: code, text: english(line) }));
  const before = typed[name];
  if (question.kind === 'choices')
    return several(name, label, options, { ...of, ...(Array.isArray(before) && { initial: before }) });
  const initial = typeof before === 'string' ? before : undefined;
  if (question.kind === 'choice') return select(name, label, options, { ...of, initial });
  return textInput(name, label, { ...of, initial, multiline: question.kind === 'messages' });
}

/** What the offer asks everybody, in its own order; read by the form itself once all is sent. */
const answers: Field<About, Given> = {
  draw: ({ about, typed }) => about.questions.map((question) => questionBlock(question, about, typed)),
  read: (typed) =>
    read(
      Object.fromEntries(
        Object.entries(typed).flatMap(([name, value]) =>
          name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), value]] : [],
        ),
      ),
    ),
};

/** Registers or applies for somebody who has no channel. */
export const ENTER_FORM = form({
  id: 'offer_enter',
  rule: 'run_offers',
  says: { words, name: 'enter' },
  open: async ({ line }, member, offerId) => {
    const found = await formToEnter(line, member, offerId);
    if (!found.ok) return found;
    const { offer, form: asked } = found.value;
    const context = contextOf(offer);
    // Some are asked only of whom we know something already.
    const questions = asked.questions.filter(({ kind, when }) => kind !== 'confirm' && (when?.({}, context) ?? true));
    return done({
      about: { questions, context },
      metadata: newMetadata('', { offerId }),
    });
  },
  fields: {
    how_to: remark<About>(() => [section(words('enter.hint'))]),
    channel: choice<About, (typeof ENTERED_CHANNELS)[number]>(
      'channel',
      () => staff('forms.new.channel'),
      z.enum(ENTERED_CHANNELS),
      () => codeOptions('channel'),
    ),
    language: choice<About, (typeof LANGUAGES)[number]>(
      'language',
      () => staff('forms.new.language'),
      z.enum(LANGUAGES),
      () => codeOptions('language'),
    ),
    given: answers,
    how: text<About>('contact_how', () => words('field.how'), {
      ...{ optional: true, multiline: true, most: 600 },
      hint: () => words('hint.how'),
    }),
  },
  submit: async ({ line }, member, { channel, language, given, how }, { offerId, changeKey }) => {
    const entered = { changeKey, channel, language, given, how: how.trim() || undefined };
    const came = await enterForOffer(line, member, offerId ?? '', entered);
    if (came.ok || !('why' in came)) return came;
    const errors = came.why.map(({ question, line: why }) => [
      question === null ? 'channel' : `${PREFIX}${question}`,
      english(why),
    ]);
    return { answer: { response_action: 'errors', errors: Object.fromEntries(errors) } };
  },
  said: ({ reference }) => words('enter.done', { reference }),
});
