import { z } from 'zod';
import { attachedName } from '../../../core/domain/attached.ts';
import { AGENCIES, FEEDBACK_TYPES, MUNICIPALITIES, PRIORITIES, SECTORS } from '../../../core/domain/codes.ts';
import type { Classification } from '../../../core/domain/item.ts';
import { findReference } from '../../../core/domain/reference.ts';
import { done, type Result, refuse } from '../../../core/domain/result.ts';
import type { Say } from '../../../core/domain/say.ts';
import { mayWorkOn, refuseRole, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import { answerReferral } from '../../../core/items/answer-referral.ts';
import { assignItem } from '../../../core/items/assign-item.ts';
import { classifyItem } from '../../../core/items/classify-item.ts';
import { closeItem } from '../../../core/items/close-item.ts';
import { markSensitive } from '../../../core/items/hidden/mark-sensitive.ts';
import { mergeItems } from '../../../core/items/merge-items.ts';
import { noteOnItem } from '../../../core/items/note-on-item.ts';
import { referItem } from '../../../core/items/refer-item.ts';
import { replyToItem } from '../../../core/items/reply-to-item.ts';
import { type WhoReads, whoReads } from '../../../core/items/who-reads.ts';
import { sayAnswer, sayClosed } from '../../../core/residents/say-of-item.ts';
import { look } from '../../../core/turn/look.ts';
import { type ItemView, visibility } from '../../../core/views/item-view.ts';
import { showItem } from '../../../core/views/show-item.ts';
import { escapeText } from '../escape.ts';
import { form, type Heard, type Opened } from '../host/form.ts';
import { LIMITS, plain, section } from '../kit/blocks.ts';
import { asWritten, buttonOf } from '../kit/button.ts';
import {
  attachedIn,
  attachment,
  choice,
  field,
  reading,
  remark,
  residentText,
  SLACK_USER,
  text,
  typedText,
} from '../kit/fields.ts';
import { person, selectElement } from '../kit/inputs.ts';
import { newMetadata } from '../kit/modal.ts';
import { codeOptions } from '../kit/options.ts';
import { keysOf, staffWords } from '../kit/words.ts';
import type { Metadata } from '../payloads.ts';
import type { StaffBot, Together } from '../surface.ts';
import { conversation } from './conversation.ts';

const { words } = staffWords('staff');
const { words: canned } = staffWords('canned');

/** Whoever may work on it: the form opens for them alone. */
export async function toWorkOn(
  bot: StaffBot,
  member: StaffMember,
  reference: string,
): Promise<Result<Opened<ItemView>>> {
  const shown = await showItem(bot.line, member, reference);
  if (!shown.ok) return shown;
  if (!mayWorkOn(member, visibility(shown.value))) return refuseRole('work_on_items', member);
  return done({ about: shown.value, metadata: newMetadata(reference) });
}

type Telling = { view: ItemView; reads: WhoReads; card: Together['card'] };

/** The same, with who will read what is written, and in which languages. */
async function toTell(bot: StaffBot, member: StaffMember, reference: string): Promise<Result<Opened<Telling>>> {
  const opened = await toWorkOn(bot, member, reference);
  const reads = opened.ok ? await whoReads(bot.line, reference) : null;
  if (!opened.ok) return opened;
  if (!reads) return refuse('not_found');
  return done({
    about: { view: opened.value.about, reads, card: bot.surfaces.card },
    metadata: { ...opened.value.metadata, ...reading(reads), readers: reads.count },
  });
}
const tellAgain = async (bot: StaffBot, member: StaffMember, { reference }: Metadata): Promise<Result<Telling>> => {
  const opened = await toTell(bot, member, reference);
  return opened.ok ? done(opened.value.about) : opened;
};

/** What the resident will get; whoever has a serious report opens it by a step of theirs. */
const heardOf = ({ view, reads }: Telling, says: Say[]): Heard => ({
  says: view.item.sensitive ? look(says) : says,
  channel: reads.channel,
  reader: reads,
});

export const CANNED = buttonOf('canned', asWritten);

/** Ready answers, by the names that colleagues know them by. */
const readyAnswers = () => {
  const names = keysOf('canned').flatMap((key) => /^(\w+)\.name$/.exec(key)?.[1] ?? []);
  const options = names.map((name) => CANNED.option(canned(`${name}.name`), name));
  return [
    { ...selectElement(CANNED.id, options), placeholder: plain(words('forms.reply.canned'), LIMITS.placeholder) },
  ];
};

export const REPLY_FORM = form({
  id: 'reply',
  rule: 'work_on_items',
  previewId: 'preview',
  open: toTell,
  again: tellAgain,
  heard: ({ about, typed }) => {
    const { reference, id } = about.view.item;
    const file = attachedIn(typed, 'file');
    const sent = file ? { name: attachedName(file.name), messageId: '' } : undefined;
    return heardOf(about, sayAnswer(reference, id, typedText(typed, 'text')?.trim() ?? '', sent));
  },
  fields: {
    conversation: remark(({ about }: { about: Telling }) => conversation(about.view, about.card)),
    text: residentText('text', () => words('forms.reply.text'), { most: 3000, fresh: true, tools: readyAnswers }),
    file: attachment('file', () => words('forms.reply.file'), {
      hint: () => words('forms.reply.file_hint'),
      when: ({ reads }: Telling) => reads.channel !== null,
    }),
  },
  submit: ({ line }, member, { text, file }, { reference, changeKey, readers }) =>
    replyToItem(line, member, reference, { text, changeKey, readers, attached: file }),
  said: ({ way }) => words(`replied.${way}`),
});

export const NOTE_FORM = form({
  id: 'note',
  rule: 'work_on_items',
  open: toWorkOn,
  fields: { text: text('text', () => words('forms.note.text'), { multiline: true }) },
  submit: ({ line }, member, { text }, { reference, changeKey }) =>
    noteOnItem(line, member, reference, { text, changeKey }),
});

export const REFER_FORM = form({
  id: 'refer',
  rule: 'work_on_items',
  open: toWorkOn,
  fields: {
    agency: choice(
      'agency',
      () => words('forms.refer.agency'),
      z.enum(AGENCIES),
      (view: ItemView) => codeOptions('agency').filter(({ value }) => value !== view.item.agency),
    ),
    remark: text('remark', () => words('forms.refer.remark'), {
      ...{ multiline: true, optional: true, hint: () => words('forms.refer.hint') },
    }),
  },
  submit: ({ line }, member, { agency, remark }, { reference }) =>
    referItem(line, member, reference, { toAgency: agency, remark }),
});

export const ASSIGN_FORM = form({
  id: 'assign',
  rule: 'work_on_items',
  open: toWorkOn,
  fields: {
    person: field('person', SLACK_USER.nullish(), () => [
      person('person', words('forms.assign.person'), { optional: true, hint: words('forms.assign.person_hint') }),
    ]),
    remark: text('remark', () => words('forms.assign.remark'), {
      ...{ multiline: true, optional: true, hint: () => words('forms.assign.hint') },
    }),
  },
  submit: ({ line }, member, { person: slackUserId, remark }, { reference, changeKey }) =>
    assignItem(line, member, reference, { slackUserId: slackUserId ?? null, remark, changeKey }),
  said: ({ name }) =>
    name === null ? words('forms.assign.released') : words('forms.assign.done', { name: escapeText(name) }),
});

const CLOSING = z.enum(['answered', 'acted_on', 'referred_out', 'out_of_scope']);

export const CLOSE_FORM = form({
  id: 'close',
  rule: 'work_on_items',
  open: toTell,
  again: tellAgain,
  heard: ({ about, typed }) => {
    const { reference, id } = about.view.item;
    const reason = CLOSING.safeParse(typed.reason).data ?? 'answered';
    return heardOf(about, sayClosed(reference, id, reason, typedText(typed, 'text')?.trim() ?? ''));
  },
  fields: {
    conversation: remark(({ about }: { about: Telling }) => conversation(about.view, about.card)),
    reason: choice(
      'reason',
      () => words('forms.close.reason'),
      CLOSING,
      () => codeOptions('closed_reason'),
    ),
    text: residentText('text', () => words('forms.close.text'), { hint: () => words('forms.close.hint') }),
  },
  submit: ({ line }, member, { reason, text }, { reference, changeKey, readers }) =>
    closeItem(line, member, reference, { reason, whatWasDone: text, changeKey, readers }),
});

export const RETURN_REFERRAL_FORM = form({
  id: 'return_referral',
  rule: 'work_on_items',
  open: toWorkOn,
  fields: { text: text('text', () => words('forms.return_referral.text'), { multiline: true }) },
  submit: ({ line }, member, { text }, { reference }) =>
    answerReferral(line, member, reference, { accept: false, reason: text }),
});

const classified = <Code extends string>(
  list: 'type' | 'sector' | 'priority' | 'municipality' | 'agency',
  codes: readonly [Code, ...Code[]],
) =>
  choice(
    list,
    () => words(`forms.classify.${list}`),
    z.enum(codes).optional(),
    () => codeOptions(list),
    { optional: true, initial: (view: ItemView) => view.item[list] },
  );

export const CLASSIFY_FORM = form({
  id: 'classify',
  rule: 'work_on_items',
  open: toWorkOn,
  fields: {
    type: classified('type', FEEDBACK_TYPES),
    sector: classified('sector', SECTORS),
    priority: classified('priority', PRIORITIES),
    municipality: classified('municipality', MUNICIPALITIES),
    agency: classified('agency', AGENCIES),
  },
  submit: ({ line }, member, values, { reference }) => {
    const chosen = Object.fromEntries(Object.entries(values).filter(([, code]) => code !== undefined));
    return classifyItem(line, member, reference, chosen as Classification);
  },
});

export const MERGE_FORM = form({
  id: 'merge',
  rule: 'work_on_items',
  open: toWorkOn,
  fields: { into: text('into', () => words('forms.merge.into'), { most: 20 }) },
  submit: async ({ line }, member, { into }, { reference }): Promise<Result<unknown>> => {
    const target = findReference(into);
    return target ? mergeItems(line, member, reference, target) : refuse('target_not_found');
  },
});

export const MARK_SENSITIVE_FORM = form({
  id: 'mark_sensitive',
  rule: 'work_on_items',
  open: toWorkOn,
  fields: { warning: remark(() => [section(words('forms.mark_sensitive.text'))]) },
  submit: ({ line }, member, _, { reference }) => markSensitive(line, member, reference),
});
