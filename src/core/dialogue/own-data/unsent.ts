import type { FormState, Question } from '../../domain/form.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import type { OwnData, OwnPart, OwnWords } from '../../domain/own-data.ts';
import { Message } from '../../forms/questions.ts';
import { type About, type Place, parkedIn } from '../../turn/standing.ts';

/** What lies in a form that is open or was put aside. Of something serious nothing: it is read in the chat, and not in a file. */
export function readUnsent({ dialogue, context }: Place): OwnData['unsent'] {
  const { form, about } = dialogue;
  const open: { form: FormState; about?: About | undefined; questions: readonly Question[] }[] = [
    ...(form ? [{ form, about, questions: context.book.formFor(form.form, context)?.questions ?? [] }] : []),
    ...parkedIn(dialogue).map((parked) => ({ ...parked, questions: [] })),
  ];
  const shown = open.filter((one) => !context.book.isSerious(one.form) && one.about?.sensitive !== true);
  return {
    parts: shown.flatMap((one) => typedIn(one.form, one.questions)),
    words: shown.flatMap((one) => messagesIn(one.form)).map(asWords),
  };
}

/** Answers that were typed: chosen ones are codes that say nothing of them yet. */
const typedIn = ({ answers }: FormState, questions: readonly Question[]): OwnPart[] =>
  Object.entries(answers).flatMap(([key, value]) => {
    const question = questions.find((one) => one.key === key);
    const typed = typeof value === 'number' || typeof value === 'string' ? String(value) : placeIn(value);
    if (typed === undefined || question?.options) return [];
    return [{ field: `typed_${key}`, label: question?.name ?? { key: 'privacy:file.typed' }, value: { text: typed } }];
  });

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
