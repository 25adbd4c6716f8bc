import type { Tx } from '../../../db/client.ts';
import type { Answers, FormContext, FormState, Question } from '../../domain/form.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import type { OwnData, OwnPart, OwnWords } from '../../domain/own-data.ts';
import type { SayValue } from '../../domain/say.ts';
import { Message } from '../../forms/questions.ts';
import { offerAbout } from '../../offers/resident/offer-about.ts';
import { type About, type Place, parkedIn, type StepContext } from '../../turn/standing.ts';
import { contextAbout } from '../step/context-about.ts';

/** What lies in a form that is open or was put aside. Of something serious nothing: it is read in the chat, and not in a file. */
export async function readUnsent(tx: Tx, now: Date, { dialogue, context }: Place): Promise<OwnData['unsent']> {
  const { form, about } = dialogue;
  const open: { form: FormState; about?: About | undefined }[] = [
    ...(form ? [{ form, about }] : []),
    ...parkedIn(dialogue),
  ];
  const shown = open.filter((one) => !context.book.isSerious(one.form) && one.about?.sensitive !== true);
  const parts: OwnPart[] = [];
  for (const one of shown)
    parts.push(...answeredIn(one.form, contextAbout(context, one.about, await offerAbout(tx, one.about, now))));
  return { parts, words: shown.flatMap((one) => messagesIn(one.form)).map(asWords) };
}

/** The answers, typed as they were written and chosen by what their buttons said: never the code of one. */
export const answeredIn = ({ form, answers }: FormState, context: StepContext): OwnPart[] => {
  const questions = context.book.formFor(form, context)?.questions ?? [];
  return Object.entries(answers).flatMap(([key, value]) => {
    const question = questions.find((one) => one.key === key);
    const said = question?.options ? chosen(question, answers, context) : typed(value, question !== undefined);
    if (said === null) return [];
    return [{ field: `typed_${key}`, label: question?.name ?? { key: 'privacy:file.typed' }, value: said }];
  });
};

/** Only of what the check before sending would list: what a button does is no answer. */
function chosen(question: Question, answers: Answers, context: FormContext): SayValue | null {
  if (!question.name) return null;
  const options = question.options?.(answers, context) ?? [];
  const value = answers[question.key];
  const labels = (Array.isArray(value) ? value : [value]).flatMap((code) => {
    const option = options.find((one) => one.code === code);
    return option ? [option.label] : [];
  });
  return labels.length > 0 ? { list: labels } : null;
}

/** Of a question that its form asks no more nothing is known: what looks like the code of a choice is taken for one. */
const typed = (value: unknown, isAsked: boolean): SayValue | null => {
  if (typeof value === 'number' || typeof value === 'string')
    return isAsked || !CODE.test(String(value)) ? { text: String(value) } : null;
  const place = placeIn(value);
  return place === undefined ? null : { text: place };
};

const CODE = /^[a-z][a-z0-9_]*$/;

const placeIn = (value: unknown): string | undefined =>
  typeof value === 'object' &&
  value !== null &&
  'text' in value &&
  typeof value.text === 'string' &&
  !('handle' in value)
    ? value.text
    : undefined;

function messagesIn({ answers, aside = [], kept = [] }: FormState): IncomingMessage[] {
  const candidates = [
    ...Object.values(answers).flatMap((answer): unknown[] => {
      if (Array.isArray(answer)) return answer;
      return typeof answer === 'object' && answer !== null && 'voice' in answer ? [answer.voice] : [];
    }),
    ...aside,
    ...kept,
  ];
  return candidates.flatMap((one) => Message.safeParse(one).data ?? []);
}

const asWords = ({ handle: _handle, ...body }: IncomingMessage): OwnWords => ({
  from: 'you',
  at: null,
  kind: body.kind,
  body,
  before: [],
});
