import type { FormState, Question } from '../domain/form.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import { readNumber } from '../domain/numbers/read-number.ts';
import type { SayLine } from '../domain/say.ts';
import { readDay } from '../domain/time/written-time.ts';
import { type PhoneRead, readPhone, readSharedPhone } from './phone.ts';

/** What a message comes to as the answer to a question that is written or spoken. */
export type Read =
  | { fits: true; value: unknown }
  | { fits: false; line: SayLine }
  | { fits: false; aside: true }
  | { fits: false; doubt: NonNullable<FormState['doubt']> };

const no = (key: string): Read => ({ fits: false, line: { key } });

/** Reads a message as an answer; media that the question has no use for is put aside, never dropped. */
export function readAnswer(question: Question, message: IncomingMessage): Read {
  if (question.kind === 'phone' && message.kind === 'text') return phoneAnswer(question, readPhone(message.text ?? ''));
  if (question.kind === 'number' && message.kind === 'text') return numberAnswer(question, message.text ?? '');
  const candidate = candidateOf(question, message);
  if (candidate === undefined)
    return message.kind === 'text'
      ? { fits: false, line: question.invalid ?? { key: wanted(question) } }
      : { fits: false, aside: true };
  const parsed = question.schema.safeParse(candidate);
  if (parsed.success) return { fits: true, value: parsed.data };
  if (message.kind !== 'text' && message.kind !== 'location') return { fits: false, aside: true };
  return question.invalid ? { fits: false, line: question.invalid } : no(wanted(question));
}

/** The same of a number that the phone itself shared. */
export const readContact = (question: Question, shared: string): Read => phoneAnswer(question, readSharedPhone(shared));

function phoneAnswer(question: Question, read: PhoneRead): Read {
  switch (read.kind) {
    case 'number':
      return { fits: true, value: read.number };
    case 'doubt': {
      const { kind: _kind, ...doubt } = read;
      return { fits: false, doubt };
    }
    case 'several':
      return no('forms:phone.several');
    case 'none':
      return { fits: false, line: question.invalid ?? { key: 'forms:write_phone' } };
  }
}

/** What is wrong with a number has a sentence of its own; what its question alone can see falls to the question's. */
function numberAnswer({ number, schema, invalid }: Question, text: string): Read {
  const read = readNumber(text, number ?? { unit: 'any' });
  if (!read.ok) return { fits: false, line: number?.wrong?.[read.code] ?? { key: `forms:number.${read.code}` } };
  const parsed = schema.safeParse(read.value);
  if (parsed.success) return { fits: true, value: parsed.data };
  return { fits: false, line: invalid ?? { key: 'forms:number.not_number' } };
}

function candidateOf(question: Question, message: IncomingMessage): unknown {
  const text = message.kind === 'text' ? message.text?.trim() : undefined;
  switch (question.kind) {
    case 'text':
      return message.kind === 'voice' ? { voice: message } : text || undefined;
    case 'location':
      if (message.kind === 'location') return message.place && { place: message.place };
      return message.kind === 'voice' ? { voice: message } : text ? { text } : undefined;
    case 'date':
      return text === undefined ? undefined : dayIn(text);
    default:
      return undefined;
  }
}

function wanted(question: Question): string {
  switch (question.kind) {
    case 'date':
      return 'forms:write_date';
    case 'phone':
      return 'forms:write_phone';
    case 'location':
      return 'forms:write_place';
    default:
      return 'forms:write_text';
  }
}

function dayIn(text: string): string | undefined {
  const day = readDay(text);
  return day.ok ? day.value : undefined;
}
