import type { ItemView } from '../../../core/views/item-view.ts';
import { escapeText } from '../escape.ts';
import { actions, type Block, button, plain, section } from '../kit/blocks.ts';
import { people, select, selectElement, textInput } from '../kit/inputs.ts';
import { form, newMetadata, type View } from '../kit/modal.ts';
import { codeOptions } from '../kit/options.ts';
import { staffWords } from '../kit/words.ts';
import type { Metadata } from '../payloads.ts';
import type { StaffBot } from '../staff-bot.ts';

const { codeWords } = staffWords('staff-cards');
const { words: named } = staffWords('staff-named');
const { words: staff } = staffWords('staff');

const MOST_REPLY = 3000;

/** What the reply form shows at this moment: after an answer was chosen, a preview asked for, or a hint given. */
export type ReplyShown = { metadata: Metadata; text?: string; preview?: boolean };

export function replyForm(bot: StaffBot, { metadata, text, preview }: ReplyShown): View {
  const language = metadata.language ?? 'sq';
  const turn = (metadata.turn ?? 0) + 1;
  const names = [...bot.texts.strings('en').keys()].filter((key) => /^canned:\w+\.name$/.test(key));
  const canned = names.map((key) => ({
    text: bot.texts.say('en', key),
    value: key.slice('canned:'.length, -'.name'.length),
  }));
  const shown = text && text.length > 2000 ? `${text.slice(0, 2000)}…` : text;
  return form('reply', { ...metadata, turn }, [
    ...toWhom(language, metadata.readers),
    actions(
      [
        { ...selectElement('canned', canned), placeholder: plain(staff('forms.reply.canned')) },
        button('preview', staff('forms.reply.preview'), 'preview'),
      ],
      `tools-${turn}`,
    ),
    ...(metadata.warned ? [section(staff('forms.reply.warning', { language: codeWords('language', language) }))] : []),
    textInput('text', staff('forms.reply.text'), {
      multiline: true,
      most: MOST_REPLY,
      blockId: `text-${turn}`,
      ...(text && { initial: text }),
    }),
    ...(preview && shown ? [section(`*${staff('forms.reply.preview')}*\n${escapeText(shown).slice(0, 2900)}`)] : []),
  ]);
}

/** In which language, and how many read it: who writes to one of several must know that the others read it too. */
const toWhom = (language: string, readers = 0): Block[] => [
  section(staff('forms.reply.language', { language: codeWords('language', language) })),
  ...(readers > 1 ? [section(staff('forms.reply.readers', { count: readers, others: readers - 1 }))] : []),
];

const reference = (view: ItemView) => newMetadata(view.item.reference);

const closeForm = (metadata: Metadata, filled: { reason?: string; text?: string } = {}): View =>
  form('close', metadata, [
    ...toWhom(metadata.language ?? 'sq', metadata.readers),
    select('reason', staff('forms.close.reason'), codeOptions('closed_reason'), { initial: filled.reason }),
    textInput('text', staff('forms.close.text'), {
      multiline: true,
      hint: staff('forms.close.hint'),
      ...(filled.text && { initial: filled.text }),
    }),
  ]);

/** The same form as it was filled in, with how many would read it by now. */
export function readByMoreForm(
  bot: StaffBot,
  name: string,
  metadata: Metadata,
  readers: number,
  fields: Record<string, string | string[]>,
): View | null {
  const typed = (field: string) => (typeof fields[field] === 'string' ? { [field]: fields[field] } : {});
  const now = { ...metadata, readers };
  if (name === 'reply') return replyForm(bot, { metadata: now, ...typed('text') });
  return name === 'close' ? closeForm(now, { ...typed('reason'), ...typed('text') }) : null;
}

/** Every form about one item, by name. `readers`: how many would read what is written in it. */
export const ITEM_FORMS: Record<string, (bot: StaffBot, view: ItemView, readers: number) => View> = {
  reply: (bot, view, readers) =>
    replyForm(bot, { metadata: { ...reference(view), language: view.item.language, readers } }),
  note: (_bot, view) =>
    form('note', reference(view), [textInput('text', staff('forms.note.text'), { multiline: true })]),
  refer: (_bot, view) =>
    form('refer', reference(view), [
      select(
        'agency',
        staff('forms.refer.agency'),
        codeOptions('agency').filter(({ value }) => value !== view.item.agency),
      ),
      textInput('remark', staff('forms.refer.remark'), { multiline: true, optional: true }),
    ]),
  close: (_bot, view, readers) => closeForm({ ...reference(view), language: view.item.language, readers }),
  return_referral: (_bot, view) =>
    form('return_referral', reference(view), [
      textInput('text', staff('forms.return_referral.text'), { multiline: true }),
    ]),
  classify: (_bot, view) =>
    form(
      'classify',
      reference(view),
      (['type', 'sector', 'priority', 'municipality', 'agency'] as const).map((list) =>
        select(list, staff(`forms.classify.${list}`), codeOptions(list), { initial: view.item[list], optional: true }),
      ),
    ),
  merge: (_bot, view) => form('merge', reference(view), [textInput('into', staff('forms.merge.into'), { most: 20 })]),
  mark_sensitive: (_bot, view) =>
    form('mark_sensitive', reference(view), [section(staff('forms.mark_sensitive.text'))]),
  exclude: (_bot, view) =>
    form('exclude', reference(view), [
      people('people', named('form.people'), { optional: true, hint: named('form.people_hint') }),
      textInput('names', named('form.names'), { multiline: true, optional: true, hint: named('form.names_hint') }),
    ]),
};
