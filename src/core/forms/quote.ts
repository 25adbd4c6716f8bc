import type { MessageBody } from '../domain/message-body.ts';
import type { SayLine } from '../domain/say.ts';
import { cut } from '../domain/text/cut.ts';

/** Of a quotation, in UTF-16 units: leaves room for the lines above it in two languages within 4096 (Bot API, sendMessage). */
const QUOTE_LENGTH = 1500;
/** Of files in one message; how many parts there are is said beside it. */
const MOST_NAMED = 20;

/** What somebody wrote or sent, as it is shown before it goes anywhere: their words, and what the rest is. */
export type Quoted = { text: string | null; whole: boolean; parts: SayLine[] };

/** One way to show what is about to be sent: in the check, where it is asked what becomes of words, where one press sends. */
export function quoted(messages: readonly MessageBody[]): Quoted {
  const text = messages.flatMap((message) => message.text ?? []).join('\n\n');
  const parts = messages.filter(({ kind }) => kind !== 'text').map(partLine);
  return { ...shortened(text), parts: parts.slice(0, MOST_NAMED) };
}

function shortened(text: string): Pick<Quoted, 'text' | 'whole'> {
  if (!text) return { text: null, whole: true };
  return { text: cut(text, QUOTE_LENGTH), whole: text.length <= QUOTE_LENGTH };
}

/** What a part is that has no words of its own: "Voice message: 0:12", "Document: plan.pdf", "Photo". */
export function partLine({ kind, file }: Pick<MessageBody, 'kind' | 'file'>): SayLine {
  const label = { key: `codes:message_kind.${kind}` };
  const value = file?.name ?? (file?.seconds === undefined ? undefined : lengthOf(file.seconds));
  if (value === undefined) return label;
  return { key: 'common:label_and_value', values: { label, value: { text: value } } };
}

/** Minutes and seconds, as a player shows them. */
export const lengthOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** The lines that stand under a quotation. */
export const underQuote = ({ whole, parts }: Quoted): SayLine[] => [
  ...parts,
  ...(whole ? [] : [{ key: 'forms:check.beginning' }]),
];
