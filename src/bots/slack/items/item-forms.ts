import type { ItemView } from '../../../core/views/item-view.ts';
import { escapeText } from '../escape.ts';
import { section } from '../kit/blocks.ts';
import { codeOptions } from '../kit/code-options.ts';
import { form, newMetadata, plain, select, textInput, users, type View } from '../kit/modals.ts';
import { codeWords } from '../kit/words.ts';
import { words as named } from '../named/words.ts';
import type { Metadata } from '../payloads.ts';
import type { StaffBot } from '../staff-bot.ts';

const MOST_REPLY = 3000;

/** What the reply form shows at this moment: after an answer was chosen, a preview asked for, or a hint given. */
export type ReplyShown = { metadata: Metadata; text?: string; preview?: boolean };

export function replyForm(bot: StaffBot, { metadata, text, preview }: ReplyShown): View {
  const language = metadata.language ?? 'sq';
  const turn = (metadata.turn ?? 0) + 1;
  const names = [...bot.texts.strings('en').keys()].filter((key) => /^canned:\w+\.name$/.test(key));
  const canned = names.map((key) => ({
    text: plain(bot.texts.say('en', key).slice(0, 75)),
    value: key.slice('canned:'.length, -'.name'.length),
  }));
  const shown = text && text.length > 2000 ? `${text.slice(0, 2000)}…` : text;
  return form(bot, 'reply', { ...metadata, turn }, [
    ...toWhom(bot, language, metadata.readers),
    {
      type: 'actions',
      block_id: `tools-${turn}`,
      elements: [
        {
          type: 'static_select',
          action_id: 'canned',
          placeholder: plain(bot.words('forms.reply.canned')),
          options: canned,
        },
        { type: 'button', action_id: 'preview', text: plain(bot.words('forms.reply.preview')), value: 'preview' },
      ],
    },
    ...(metadata.warned
      ? [section(bot.words('forms.reply.warning', { language: codeWords('language', language) }))]
      : []),
    textInput('text', bot.words('forms.reply.text'), {
      multiline: true,
      most: MOST_REPLY,
      blockId: `text-${turn}`,
      ...(text && { initial: text }),
    }),
    ...(preview && shown
      ? [section(`*${bot.words('forms.reply.preview')}*\n${escapeText(shown).slice(0, 2900)}`)]
      : []),
  ]);
}

/** In which language, and how many read it: who writes to one of several must know that the others read it too. */
const toWhom = (bot: StaffBot, language: string, readers = 0): object[] => [
  section(bot.words('forms.reply.language', { language: codeWords('language', language) })),
  ...(readers > 1 ? [section(bot.words('forms.reply.readers', { count: readers, others: readers - 1 }))] : []),
];

const reference = (view: ItemView) => newMetadata(view.item.reference);

const closeForm = (bot: StaffBot, metadata: Metadata, filled: { reason?: string; text?: string } = {}): View =>
  form(bot, 'close', metadata, [
    ...toWhom(bot, metadata.language ?? 'sq', metadata.readers),
    select('reason', bot.words('forms.close.reason'), codeOptions('closed_reason'), filled.reason),
    textInput('text', bot.words('forms.close.text'), {
      multiline: true,
      hint: bot.words('forms.close.hint'),
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
  return name === 'close' ? closeForm(bot, now, { ...typed('reason'), ...typed('text') }) : null;
}

/** Every form about one item, by name. `readers`: how many would read what is written in it. */
export const ITEM_FORMS: Record<string, (bot: StaffBot, view: ItemView, readers: number) => View> = {
  reply: (bot, view, readers) =>
    replyForm(bot, { metadata: { ...reference(view), language: view.item.language, readers } }),
  note: (bot, view) =>
    form(bot, 'note', reference(view), [textInput('text', bot.words('forms.note.text'), { multiline: true })]),
  refer: (bot, view) =>
    form(bot, 'refer', reference(view), [
      select(
        'agency',
        bot.words('forms.refer.agency'),
        codeOptions('agency').filter(({ value }) => value !== view.item.agency),
      ),
      textInput('remark', bot.words('forms.refer.remark'), { multiline: true, optional: true }),
    ]),
  close: (bot, view, readers) => closeForm(bot, { ...reference(view), language: view.item.language, readers }),
  return_referral: (bot, view) =>
    form(bot, 'return_referral', reference(view), [
      textInput('text', bot.words('forms.return_referral.text'), { multiline: true }),
    ]),
  classify: (bot, view) =>
    form(
      bot,
      'classify',
      reference(view),
      (['type', 'sector', 'priority', 'municipality', 'agency'] as const).map((list) =>
        select(list, bot.words(`forms.classify.${list}`), codeOptions(list), view.item[list], true),
      ),
    ),
  merge: (bot, view) =>
    form(bot, 'merge', reference(view), [textInput('into', bot.words('forms.merge.into'), { most: 20 })]),
  mark_sensitive: (bot, view) =>
    form(bot, 'mark_sensitive', reference(view), [section(bot.words('forms.mark_sensitive.text'))]),
  exclude: (bot, view) =>
    form(bot, 'exclude', reference(view), [
      users('people', named('form.people'), { optional: true, hint: named('form.people_hint') }),
      textInput('names', named('form.names'), { multiline: true, optional: true, hint: named('form.names_hint') }),
    ]),
};
