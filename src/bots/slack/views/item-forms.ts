import type { ItemView } from '../../../core/items/item-view.ts';
import { section } from '../cards/blocks.ts';
import { codeWords } from '../cards/words.ts';
import { escapeText } from '../escape.ts';
import type { Metadata } from '../payloads.ts';
import type { StaffBot } from '../staff-bot.ts';
import { codeOptions } from './codes.ts';
import { form, newMetadata, plain, select, textInput, users, type View } from './parts.ts';

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
    section(bot.words('forms.reply.language', { language: codeWords('language', language) })),
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

const reference = (view: ItemView) => newMetadata(view.item.reference);

/** Every form about one item, by name. */
export const ITEM_FORMS: Record<string, (bot: StaffBot, view: ItemView) => View> = {
  reply: (bot, view) => replyForm(bot, { metadata: { ...reference(view), language: view.item.language } }),
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
  close: (bot, view) =>
    form(bot, 'close', reference(view), [
      section(bot.words('forms.reply.language', { language: codeWords('language', view.item.language) })),
      select('reason', bot.words('forms.close.reason'), codeOptions('closed_reason')),
      textInput('text', bot.words('forms.close.text'), { multiline: true, hint: bot.words('forms.close.hint') }),
    ]),
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
  exclude: (bot, view) => form(bot, 'exclude', reference(view), [users('people', bot.words('forms.exclude.people'))]),
};
