import { type Result, refuse } from '../../../core/domain/result.ts';
import { mayWorkOn, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import { answerReferral } from '../../../core/items/answer-referral.ts';
import { claimItem } from '../../../core/items/claim-item.ts';
import { countReaders } from '../../../core/items/count-readers.ts';
import { lookAtAllMedia, lookAtMedia } from '../../../core/items/look-at-media.ts';
import { releaseItem } from '../../../core/items/release-item.ts';
import { reopenItem } from '../../../core/items/reopen-item.ts';
import type { Line } from '../../../core/line.ts';
import { visibility } from '../../../core/views/item-view.ts';
import { showHistory } from '../../../core/views/show-history.ts';
import { showItem } from '../../../core/views/show-item.ts';
import { nameOf } from '../cards/card-facts.ts';
import { lookComing } from '../cards/media-words.ts';
import { refreshHome } from '../home/publish-home.ts';
import { action, type Listing, menu, type Press, type Pressed } from '../host/listing.ts';
import { openModal, redraw } from '../host/open-modal.ts';
import { section } from '../kit/blocks.ts';
import { message } from '../kit/modal.ts';
import { moment } from '../kit/moment.ts';
import { staffWords, wordsAt } from '../kit/words.ts';
import { readFields, readMetadata } from '../payloads.ts';
import { refusalWords, tell } from '../respond.ts';
import type { StaffBot } from '../staff-bot.ts';
import { ITEM_FORMS, replyForm } from './item-forms.ts';
import { itemModal, openItem } from './item-modal.ts';

const { words: staff } = staffWords('staff');

type Verb = (line: Line, member: StaffMember, reference: string) => Promise<Result<unknown>>;

/** A change without a form. On a card the card itself shows what came of it; in a modal the modal is drawn anew. */
const change =
  (verb: Verb): Press =>
  async ({ bot, aside, opening, value }) => {
    const member = await opening.admit();
    const result = member.ok ? await verb(bot.line, member.value, value) : member;
    if (opening.onTopOf === undefined) {
      if (!result.ok) await tell(bot, aside, refusalWords(result));
    } else {
      const shown = member.ok && result.ok ? await showItem(bot.line, member.value, value) : result;
      const view = shown.ok ? itemModal(bot, shown.value as never) : message(refusalWords(shown));
      await redraw(bot, opening.onTopOf, view);
    }
    if (member.ok && result.ok) await refreshHome(bot, member.value);
  };

const form =
  (name: string): Press =>
  ({ bot, opening, value }) =>
    openModal(bot, opening, async (member) => {
      const shown = await showItem(bot.line, member, value);
      if (!shown.ok) return shown;
      if (!mayWorkOn(member, visibility(shown.value))) return refuse('not_allowed');
      const make = ITEM_FORMS[name] as (typeof ITEM_FORMS)[string];
      return { ok: true, value: make(bot, shown.value, await countReaders(bot.line, value)) };
    });

/** The door to files: they come to the direct messages of who pressed, and nowhere else. */
const look =
  (verb: typeof lookAtMedia): Press =>
  async ({ bot, aside, opening, value }) => {
    const member = await opening.admit();
    const result = member.ok ? await verb(bot.line, member.value, value) : member;
    const text = result.ok ? lookComing(moment(result.value.endsAt)) : refusalWords(result);
    if (opening.onTopOf === undefined) await tell(bot, aside, text);
    else await bot.slack.views.push({ trigger_id: opening.triggerId, view: message(text) });
  };

const open: Press = ({ bot, opening, value }) => openItem(bot, opening, value);

/** The buttons of an item's card and modal, and what its More menu offers. */
export const ITEM_ACTIONS: Listing[] = [
  action('open', 'see_items', open),
  action('home_open', 'see_items', open),
  action('claim', 'work_on_items', change(claimItem)),
  action(
    'accept_referral',
    'work_on_items',
    change((line, member, reference) => answerReferral(line, member, reference, { accept: true })),
  ),
  ...['reply', 'note', 'refer', 'close', 'return_referral'].map((name) => action(name, 'work_on_items', form(name))),
  action('exclude', 'see_sensitive', form('exclude')),
  action('look', 'see_items', look(lookAtMedia)),
  action('send_recording', 'see_items', look(lookAtAllMedia)),
  action('canned', 'work_on_items', (pressed) => rewriteReply(pressed, pressed.value)),
  action('preview', 'work_on_items', (pressed) => rewriteReply(pressed, null)),
  menu('reopen', 'work_on_items', change(reopenItem)),
  menu('release', 'work_on_items', change(releaseItem)),
  ...['classify', 'merge', 'mark_sensitive'].map((name) => menu(name, 'work_on_items', form(name))),
  menu('history', 'see_items', ({ bot, opening, value }) =>
    openModal(bot, opening, (member) => history(bot, member, value)),
  ),
];

const MOST_EVENTS = 90;

async function history(
  bot: StaffBot,
  member: StaffMember,
  reference: string,
): Promise<Result<ReturnType<typeof message>>> {
  const found = await showHistory(bot.line, member, reference);
  if (!found.ok) return found;
  const blocks = found.value.slice(-MOST_EVENTS).map(({ kind, text, actor, staffName, at }) => {
    const what = wordsAt(text) ?? kind;
    return section(`${moment(at)} · ${staffName ? nameOf(staffName) : staff(`actor.${actor}`)} · ${what}`);
  });
  return { ok: true, value: message(blocks.length > 0 ? blocks : staff('nothing')) };
}

/** Puts a ready answer into the form, or shows what was typed as it will be read. */
async function rewriteReply({ bot, body, opening }: Pressed, canned: string | null): Promise<void> {
  const metadata = body.view && readMetadata(body.view);
  if (!body.view || !metadata)
    return bot.log.warn({ action: 'reply' }, 'A reply form of Slack came without its fields');
  if (!(await opening.admit()).ok) return;
  const typed = readFields(body.view).text;
  const text =
    canned !== null && bot.texts.has('en', `canned:${canned}.text`)
      ? bot.texts.say(metadata.language ?? 'sq', `canned:${canned}.text`)
      : typeof typed === 'string'
        ? typed
        : '';
  const view = replyForm(bot, { metadata, text, preview: canned === null });
  await redraw(bot, body.view.id, view);
}
