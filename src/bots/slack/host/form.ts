import type { AsRead } from '../../../core/channel/as-read.ts';
import type { Reader } from '../../../core/channel/channel.ts';
import type { Channel } from '../../../core/domain/codes.ts';
import type { Result } from '../../../core/domain/result.ts';
import { done, refuse } from '../../../core/domain/result.ts';
import type { Say } from '../../../core/domain/say.ts';
import type { Rule, StaffMember } from '../../../core/domain/staff/permissions.ts';
import type { Block } from '../kit/blocks.ts';
import { type Field, type Read, read, type Typed, UNREADABLE } from '../kit/fields.ts';
import { message, modal, type View } from '../kit/modal.ts';
import { previewBlocks } from '../kit/preview.ts';
import { staffWords, type Words } from '../kit/words.ts';
import { type Metadata, readFields, readMetadata, type SlackView } from '../payloads.ts';
import { whyRefused } from '../respond.ts';
import type { Answered, Form, Pressed, Send, StaffBot } from '../surface.ts';
import { redraw } from './open-modal.ts';

/** What a form is about, and the ids it carries until it is sent. */
export type Opened<About> = { about: About; metadata: Metadata };
/** What is shown where there is nothing to fill in. */
export type Instead = { instead: View };

/** A form as somebody has filled it in so far. */
export type Typing<About> = { bot: StaffBot; member: StaffMember; about: About; typed: Typed; metadata: Metadata };
/** `channel` null: nobody is sent it, but they hear or read the words. */
export type Heard = { says: Say[]; channel: Channel | null; reader: Reader };

/**
 * A form is one value: who may, what it is about, its fields (each drawn and read by itself), and the one core call it makes.
 * What a resident will read is a `residentText`, which brings its preview and the question about its language.
 */
export type FormSpec<About, Values extends object, Came> = {
  /** Its `callback_id`. */
  id: string;
  rule: Rule;
  /** Where its title and its submit button are put into words: `forms.<name>`. */
  says?: { words: Words['words']; name: string; close?: () => string };
  /** May they, and what is it about? `value`: of the button that asks for it. */
  open(bot: StaffBot, member: StaffMember, value: string): Promise<Result<Opened<About> | Instead>>;
  /** What it is about, when it is drawn once more as it was filled in. Needed where a resident reads a field. */
  again?(bot: StaffBot, member: StaffMember, metadata: Metadata): Promise<Result<About>>;
  /** What residents will get of what is typed so far, to be shown as it will stand there, in each language; null while there is nothing. */
  heard?(heard: Typing<About>): Promise<Heard | null> | Heard | Heard[] | null;
  fields: { [Name in keyof Values]: Field<About, Values[Name]> };
  submit(
    bot: StaffBot,
    member: StaffMember,
    values: Values,
    metadata: Metadata,
    sent: SlackView,
  ): Promise<Result<Came> | Answered>;
  /** What is asked about once more before it is done, as a word that another value changes; null where nothing is. */
  asksOnceMore?(bot: StaffBot, member: StaffMember, values: Values, metadata: Metadata): Promise<string | null>;
  /** What stands in its place afterwards; nothing closes it. */
  said?(came: Came): string | null;
  /** Of the preview's button. */
  previewId?: string;
};

const { words: staff } = staffWords('staff');

/** The form of a spec: drawn, read, drawn anew with what was typed, and sent, in one way for all. */
export function form<About, Values extends object, Came>(spec: FormSpec<About, Values, Came>): Form {
  const { id, rule, again } = spec;
  const previewId = spec.previewId ?? `preview_${id}`;
  const fields: Field<About, unknown>[] = Object.values(spec.fields);
  const isRead = fields.some(({ doubts }) => doubts !== undefined);
  const inAnotherLanguage = (typed: Typed, metadata: Metadata): boolean =>
    fields.some(({ doubts }) => doubts?.(typed, metadata) ?? false);
  if ((isRead || spec.asksOnceMore) && !again) throw new Error(`the form ${id} cannot be drawn again`);
  const says = spec.says ?? { words: staff, name: id };

  const draw = ({ about, metadata }: Opened<About>, typed: Typed = {}, under: Block[] = []): View => {
    const next = isRead || again ? { ...metadata, turn: (metadata.turn ?? 0) + 1 } : metadata;
    const shown = { about, metadata: next, typed, previewId };
    return modal({
      id,
      title: says.words(`forms.${says.name}.title`),
      submit: says.words(`forms.${says.name}.submit`),
      close: says.close?.() ?? staff('button.cancel'),
      metadata: next,
      blocks: [...fields.flatMap((field) => field.draw(shown)), ...under],
    });
  };
  const drawAgain = async (
    bot: StaffBot,
    member: StaffMember,
    metadata: Metadata,
    typed: Typed,
    preview = false,
  ): Promise<Result<View>> => {
    const about = (await again?.(bot, member, metadata)) ?? refuse('bad_form');
    if (!about.ok) return about;
    const typing = { bot, member, about: about.value, typed, metadata };
    return done(draw({ about: about.value, metadata }, typed, preview ? await showHeard(spec, fields, typing) : []));
  };

  /** The form with its question, once for each thing that it asks about. */
  const askOnce = async (
    bot: StaffBot,
    member: StaffMember,
    values: Values,
    metadata: Metadata,
    typed: Typed,
  ): Promise<View | null> => {
    const sure = (await spec.asksOnceMore?.(bot, member, values, metadata)) ?? null;
    if (sure === null || metadata.sure === sure) return null;
    const drawn = await drawAgain(bot, member, { ...metadata, sure }, typed);
    return drawn.ok ? drawn.value : null;
  };

  const send: Send = async (bot, member, metadata, typed, sent) => {
    if (!metadata.warned && inAnotherLanguage(typed, metadata)) {
      const warned = await drawAgain(bot, member, { ...metadata, warned: true }, typed, true);
      if (warned.ok) return { answer: { response_action: 'update', view: warned.value } };
    }
    const values = readAll<About, Values>(spec.fields, typed, metadata);
    if (!values.ok)
      return values === UNREADABLE || Object.keys(values.errors).length === 0
        ? refuse('bad_form')
        : { answer: { response_action: 'errors', errors: values.errors } };
    const asked = await askOnce(bot, member, values.value, metadata, typed);
    if (asked) return { answer: { response_action: 'update', view: asked } };
    const came = await spec.submit(bot, member, values.value, metadata, sent);
    if ('answer' in came) return came;
    if (came.ok) return done(spec.said?.(came.value) ?? null);
    // More people will read it than the form said: it says so now.
    if (came.code === 'more_read_it' && isRead) {
      const now = await drawAgain(bot, member, { ...metadata, readers: Number(came.values?.count) }, typed);
      if (now.ok) return { answer: { response_action: 'update', view: now.value } };
    }
    return came;
  };

  const rewrite = async (
    { bot, body, opening }: Pressed<unknown>,
    change: (typed: Typed, metadata: Metadata) => Typed,
    preview = false,
  ): Promise<void> => {
    const metadata = body.view && readMetadata(body.view);
    if (!body.view || !metadata) return bot.log.warn({ action: id }, 'A form of Slack came without its fields');
    const member = await opening.admit();
    const typed = change(readFields(body.view), metadata);
    // Whoever looks at the preview is asked there, and not once more when they send it.
    const shown = preview ? { ...metadata, warned: inAnotherLanguage(typed, metadata) } : metadata;
    const drawn = member.ok ? await drawAgain(bot, member.value, shown, typed, preview) : member;
    if (drawn.ok) return redraw(bot, body.view.id, drawn.value);
    // On top, so that what was typed stays.
    await bot.slack.views.push({ trigger_id: opening.triggerId, view: message(await whyRefused(bot, drawn)) });
  };

  return {
    id,
    rule,
    open: async (bot, member, value) => {
      const opened = await spec.open(bot, member, value);
      if (!opened.ok) return opened;
      return done('instead' in opened.value ? opened.value.instead : draw(opened.value));
    },
    send,
    rewrite,
    preview: isRead
      ? {
          ...{ kind: 'action', id: previewId, rule, takes: () => true },
          handle: (pressed) => rewrite(pressed, (typed) => typed, true),
        }
      : null,
  };
}

/** By the renderer that sends it, so that it is the message; what nobody is sent are the words alone. */
async function showHeard<About>(
  { heard }: Pick<FormSpec<About, object, unknown>, 'heard'>,
  fields: readonly Field<About, unknown>[],
  typing: Typing<About>,
): Promise<Block[]> {
  const found = await heard?.(typing);
  const shown = [found ?? []]
    .flat()
    .map(({ channel, says, reader }) => (channel ? typing.bot.asRead?.(channel, says.map(withItsFile), reader) : null));
  const all = shown.flatMap((one) => one ?? []);
  return previewBlocks(shown.length > 0 && shown.every(Boolean) ? all : wordsOf(fields, typing));
}

/** What is made only when it is sent is shown by its name. */
const withItsFile = (say: Say): Say =>
  say.file && 'make' in say.file ? { ...say, file: { name: say.file.name, text: '' } } : say;

const wordsOf = (
  fields: readonly Field<never, unknown>[],
  { typed, metadata }: Pick<Typing<unknown>, 'typed' | 'metadata'>,
): AsRead[] =>
  fields.flatMap(({ said }) => {
    const text = said?.(typed, metadata) ?? '';
    return text === '' ? [] : [{ parts: [{ text, quoted: false }], choices: [] }];
  });

/** All that is wrong together, so that nobody learns of it piece by piece. */
function readAll<About, Values extends object>(
  fields: { [Name in keyof Values]: Field<About, Values[Name]> },
  typed: Typed,
  metadata: Metadata,
): Read<Values> {
  const values: Partial<Values> = {};
  let errors: Record<string, string> = {};
  let unreadable = false;
  for (const name in fields) {
    const one = fields[name].read(typed, metadata);
    if (one.ok) values[name] = one.value;
    else if (Object.keys(one.errors).length === 0) unreadable = true;
    else errors = { ...errors, ...one.errors };
  }
  if (unreadable) return UNREADABLE;
  return Object.keys(errors).length > 0 ? { ok: false, errors } : read(values as Values);
}
