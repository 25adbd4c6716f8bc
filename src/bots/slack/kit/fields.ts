import { z } from 'zod';
import { ATTACHED_ENDINGS, type Attached, attachedFault } from '../../../core/domain/attached.ts';
import { FIRST_LANGUAGE } from '../../../core/domain/language.ts';
import { type Metadata, PutFile } from '../payloads.ts';
import { actions, type Block, button, section, type Tool } from './blocks.ts';
import * as inputs from './inputs.ts';
import { seemsToBeIn } from './language-hint.ts';
import type { Option } from './options.ts';
import { staffWords } from './words.ts';

const { codeWords } = staffWords('staff-offers');
const { words } = staffWords('staff');

/** What is filled in, by action id; fields left empty are not there. */
export type Typed = Record<string, string | string[]>;

/** A form as it is drawn now: what it is about, and what was typed in it so far. */
export type Shown<About> = { about: About; metadata: Metadata; typed: Typed; previewId: string };

/** What was typed means; or what is wrong with it, by the block it is shown beside. Without a block, it is no form of ours. */
export type Read<T> = { ok: true; value: T } | { ok: false; errors: Record<string, string> };
export const read = <T>(value: T): Read<T> => ({ ok: true, value });
export const UNREADABLE: Read<never> = { ok: false, errors: {} };

/** One or more inputs that mean one thing: how they are drawn, and how they are read. */
export type Field<About, T> = {
  draw(shown: Shown<About>): Block[];
  read(typed: Typed, metadata: Metadata): Read<T>;
  /** Does what is typed look as if it were in another language than the resident's who will read it? */
  doubts?(typed: Typed, metadata: Metadata): boolean;
  /** Words of it that the resident will read. */
  said?(typed: Typed, metadata: Metadata): string;
};

export const typedText = (typed: Typed, name: string): string | undefined => {
  const value = typed[name];
  return typeof value === 'string' ? value : undefined;
};
export const typedList = (typed: Typed, name: string): string[] | undefined => {
  const value = typed[name];
  return Array.isArray(value) ? value : undefined;
};

/** One input of this name, read by its schema. */
export const field = <About, T>(
  name: string,
  schema: z.ZodType<T>,
  draw: (shown: Shown<About>) => Block[],
): Field<About, T> => ({
  draw,
  read: (typed) => {
    const parsed = schema.safeParse(typed[name]);
    return parsed.success ? read(parsed.data) : UNREADABLE;
  },
});

/** Texts between the inputs. */
export const remark = <About>(draw: (shown: Shown<About>) => Block[]): Field<About, null> => ({
  draw,
  read: () => read(null),
});

export const TEXT = z.string().default('');
export const LIST = z.array(z.string()).default([]);
/** A person as Slack's own choice of people sends them: nothing else goes on to be looked for. */
export const SLACK_USER = z.string().regex(/^[UW][A-Z0-9]{1,40}$/);

/** Looked up when the form is drawn. */
type Says = () => string;
type Of = { optional?: boolean; hint?: Says };
type TextOf<About> = Of & { multiline?: boolean; most?: number; initial?: (about: About) => string | undefined };
const shownBy = <About>(of: TextOf<About>, { typed, about }: Shown<About>, name: string) => ({
  ...{ multiline: of.multiline ?? false, optional: of.optional ?? false, hint: of.hint?.() },
  ...(of.most !== undefined && { most: of.most }),
  initial: typedText(typed, name) ?? of.initial?.(about),
});

/** Words for colleagues alone, or a name. */
export const text = <About>(name: string, label: Says, of: TextOf<About> = {}): Field<About, string> =>
  textAs(name, label, TEXT, of);

export const textAs = <About, T>(name: string, label: Says, schema: z.ZodType<T>, of: TextOf<About> = {}) =>
  field<About, T>(name, schema, (shown) => [inputs.textInput(name, label(), shownBy(of, shown, name))]);

/** One of a list. */
export const choice = <About, T>(
  name: string,
  label: Says,
  schema: z.ZodType<T>,
  options: (about: About) => Option[],
  of: Of & { initial?: (about: About) => string | null | undefined } = {},
) =>
  field<About, T>(name, schema, ({ about, typed }) => [
    inputs.select(name, label(), options(about), {
      ...{ optional: of.optional ?? false, hint: of.hint?.() },
      initial: typedText(typed, name) ?? of.initial?.(about),
    }),
  ]);

/** A file that goes with the words, where it has somewhere to go. Its kind and size are judged here; its bytes, when it is sent. */
export const attachment = <About>(
  name: string,
  label: Says,
  of: { hint: Says; when: (about: About) => boolean },
): Field<About, Attached | null> => ({
  draw: ({ about }) =>
    of.when(about) ? [inputs.file(name, label(), ATTACHED_ENDINGS, { optional: true, hint: of.hint() })] : [],
  read: (typed) => {
    const put = attachedIn(typed, name);
    if (put === undefined) return read(null);
    const fault = put && attachedFault(put);
    if (put === null) return UNREADABLE;
    return fault ? { ok: false, errors: { [name]: words(`refusals.${fault}`) } } : read(put);
  },
});

/** Undefined where none was put, null where it is none of Slack's. */
export function attachedIn(typed: Typed, name: string): Attached | null | undefined {
  const [put] = typedList(typed, name) ?? [];
  if (put === undefined) return undefined;
  try {
    const { id, name: called, size } = PutFile.parse(JSON.parse(put));
    return { id, name: called, bytes: size };
  } catch {
    return null;
  }
}

/**
 * Words that the resident will read, in the language of the metadata: the form says which, and how many read it; has a button that shows
 * the whole message as they will get it; and comes once more where the words look like another language. `tools`: what helps to write them.
 * `fresh`: Slack keeps what was typed while a block's id stays, so where the form itself writes into the field each drawing has another.
 */
export const residentText = <About>(
  name: string,
  label: Says,
  of: TextOf<About> & { tools?: (shown: Shown<About>) => Tool[]; fresh?: boolean } = {},
): Field<About, string> => ({
  ...field<About, string>(name, TEXT, (shown) => {
    const { metadata, typed, previewId } = shown;
    const { readers = 0, turn } = metadata;
    const suffix = of.fresh ? turn : name;
    return [
      section(readingWords(metadata)),
      ...(readers > 1 ? [section(words('forms.reply.readers', { count: readers, others: readers - 1 }))] : []),
      actions(
        [...(of.tools?.(shown) ?? []), button(previewId, words('forms.reply.preview'), 'preview')],
        `tools-${suffix}`,
      ),
      ...(metadata.warned ? doubtWords(typedText(typed, name) ?? '', languagesOf(metadata)).map(section) : []),
      inputs.textInput(name, label(), {
        ...shownBy({ multiline: true, ...of }, shown, name),
        blockId: of.fresh ? `${name}-${turn}` : name,
      }),
    ];
  }),
  said: (typed) => typedText(typed, name) ?? '',
  doubts: (typed, metadata) => doubtsOf(typedText(typed, name) ?? '', languagesOf(metadata)).length > 0,
});

/** Of those who read, as a form carries it. */
export const reading = (reads: {
  language: string;
  secondLanguage: string | null;
  alsoRead?: readonly string[];
}): Partial<Metadata> => ({
  language: reads.language,
  ...(reads.secondLanguage !== null && { secondLanguage: reads.secondLanguage }),
  ...(reads.alsoRead?.length && { alsoRead: [...reads.alsoRead] }),
});

/** What is read by those whom the form tells: the item's resident first. */
const languagesOf = ({ language, alsoRead }: Metadata): string[] => [language ?? FIRST_LANGUAGE, ...(alsoRead ?? [])];

const nameOf = (language: string): string => codeWords('text_language', language);

function readingWords(metadata: Metadata): string {
  const [language = FIRST_LANGUAGE, ...others] = languagesOf(metadata);
  const second = metadata.secondLanguage;
  return [
    words('forms.reply.language', { language: nameOf(language) }),
    ...(second && second !== language ? [words('forms.reply.second_language', { language: nameOf(second) })] : []),
    ...(others.length > 0 ? [words('forms.reply.others_read', { languages: others.map(nameOf).join(', ') })] : []),
  ].join(' · ');
}

/** Readers, by their language, to whom this text is in another, and in which it seems to be. */
export const doubtsOf = (text: string, readers: readonly string[]): { reader: string; seems: string }[] =>
  readers.flatMap((reader) => {
    const seems = seemsToBeIn(text, reader);
    return seems === null ? [] : [{ reader, seems }];
  });

/** Asked over the field, as long as it is so. */
export const doubtWords = (text: string, readers: readonly string[]): string[] =>
  doubtsOf(text, readers).map(({ reader, seems }) =>
    words('forms.reply.warning', { language: nameOf(reader), seems: nameOf(seems) }),
  );
