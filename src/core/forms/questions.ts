import { z } from 'zod';
import { isCode, LANGUAGES, type Language, MESSAGE_KINDS } from '../domain/codes.ts';
import type { FormContext, Option, Question } from '../domain/form.ts';
import { isTestVersion, SECOND_LANGUAGES } from '../domain/language.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import type { SayLine, SayValue } from '../domain/say.ts';
import { oneLine } from '../domain/text/fold.ts';
import { MAX_MESSAGES } from './messages.ts';

/** A sentence without values, or with the context's own (a reference, a number of days). */
export const sentence = (key: string, context?: FormContext, ...names: string[]): SayLine =>
  context ? { key, values: Object.fromEntries(names.map((name) => [name, context.values?.[name] ?? ''])) } : { key };

export const option = (code: string, key: string, extra: Partial<Option> = {}): Option => ({
  code,
  label: { key },
  ...extra,
});

/** Options of a programme list, in the order of the settings; a code we have no label for is left out. */
export const listOptions = (list: string, known: readonly string[], extra: Record<string, Partial<Option>> = {}) => {
  return (_answers: unknown, context: FormContext): Option[] =>
    (context.lists[list] ?? known)
      .filter((code) => known.includes(code))
      .map((code) => option(code, `codes:${list}.${code}`, extra[code]));
};

const file = z.object({
  id: z.string(),
  uniqueId: z.string(),
  name: z.string().optional(),
  mime: z.string().optional(),
  bytes: z.number().optional(),
  seconds: z.number().optional(),
  tooLarge: z.boolean().optional(),
});

const place = z.object({ latitude: z.number(), longitude: z.number() });

/** A message as it is collected. Unknown properties are kept: a newer host may know more. */
export const Message: z.ZodType<IncomingMessage> = z.looseObject({
  kind: z.enum(MESSAGE_KINDS),
  text: z.string().optional(),
  file: file.optional(),
  place: place.optional(),
  handle: z.string(),
});

export const Messages = z.array(Message).min(1).max(MAX_MESSAGES);

/** Where something is: written, shared from the map, or spoken. */
export const Place = z.union([
  z.strictObject({ text: z.string().trim().min(1).max(200) }),
  z.strictObject({ place }),
  z.strictObject({ voice: Message }),
]);
export type Place = z.infer<typeof Place>;

/** A short text or, as everywhere, a recording. `most` in characters. */
export const Spoken = (least: number, most: number) =>
  z.union([z.string().transform(oneLine).pipe(z.string().min(least).max(most)), z.strictObject({ voice: Message })]);
export type Spoken = string | { voice: IncomingMessage };

/** A spoken answer in the check. */
export const showSpoken = (value: unknown): SayValue =>
  typeof value === 'string' ? { text: value } : { key: 'common:spoken' };

/** Nobody who speaks it vouches for these texts. */
export const TEST_VERSION: SayLine = { key: 'consent:test_version' };

/** Asks for a second language where the first is a test version. */
export const secondLanguage = (askKey: string): Question => ({
  key: 'second',
  kind: 'choice',
  schema: z.enum(SECOND_LANGUAGES),
  when: (answers) => isTestVersion(answers.language),
  ask: () => [TEST_VERSION, sentence(askKey)],
  options: () => SECOND_LANGUAGES.map((code) => option(code, `codes:language.${code}`)),
});

export const languageOf = (answers: Record<string, unknown>): { language?: Language; secondLanguage?: Language } => ({
  ...(isCode(LANGUAGES, answers.language) && { language: answers.language }),
  ...(isCode(LANGUAGES, answers.second) && isTestVersion(answers.language) && { secondLanguage: answers.second }),
});
