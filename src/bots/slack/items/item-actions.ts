import { FIRST_LANGUAGE } from '../../../core/domain/language.ts';
import { SOURCE_LANGUAGE } from '../../../core/i18n/texts.ts';
import { answerReferral } from '../../../core/items/answer-referral.ts';
import { claimItem } from '../../../core/items/claim-item.ts';
import { lookAtAllMedia, lookAtMedia } from '../../../core/items/look-at-media.ts';
import { releaseItem } from '../../../core/items/release-item.ts';
import { reopenItem } from '../../../core/items/reopen-item.ts';
import type { ItemView } from '../../../core/views/item-view.ts';
import {
  ACCEPT_REFERRAL,
  ASSIGN,
  CLAIM,
  CLOSE,
  HOME_OPEN,
  LOOK,
  NOTE,
  OPEN,
  REFER,
  REPLY,
  RETURN_REFERRAL,
  SEND_RECORDING,
} from '../cards/buttons.ts';
import { lookComing } from '../cards/media-words.ts';
import { opener, opens, option, press } from '../host/listing.ts';
import { openModal } from '../host/open-modal.ts';
import { message } from '../kit/modal.ts';
import { moment } from '../kit/moment.ts';
import { staffWords } from '../kit/words.ts';
import { tell, whyRefused } from '../respond.ts';
import type { MenuOption, Press } from '../surface.ts';
import { changeByPress } from './change-by-press.ts';
import { history } from './history.ts';
import {
  ASSIGN_FORM,
  CANNED,
  CLASSIFY_FORM,
  CLOSE_FORM,
  MARK_SENSITIVE_FORM,
  MERGE_FORM,
  NOTE_FORM,
  REFER_FORM,
  REPLY_FORM,
  RETURN_REFERRAL_FORM,
} from './item-forms.ts';
import { openItem } from './item-modal.ts';

const { words: cards } = staffWords('staff-cards');

/** The door to files: they come to the direct messages of who pressed, and nowhere else. */
const look =
  (verb: typeof lookAtMedia): Press =>
  async ({ bot, aside, opening, value }) => {
    const member = await opening.admit();
    const result = member.ok ? await verb(bot.line, member.value, value) : member;
    const text = result.ok ? lookComing(moment(result.value.endsAt)) : await whyRefused(bot, result);
    if (opening.onTopOf === undefined) await tell(bot, aside, text);
    else await bot.slack.views.push({ trigger_id: opening.triggerId, view: message(text) });
  };

const open: Press = ({ bot, opening, value }) => openItem(bot, opening, value);

/** Puts a ready answer into the form. */
const useReadyAnswer: Press = (pressed) =>
  REPLY_FORM.rewrite(pressed, (typed, { language }) => {
    const key = `canned:${pressed.value}.text`;
    const { texts } = pressed.bot;
    return texts.has(SOURCE_LANGUAGE, key) ? { ...typed, text: texts.say(language ?? FIRST_LANGUAGE, key) } : typed;
  });

/** The buttons of an item's card and modal. */
export const ITEM_BUTTONS = [
  press(OPEN, 'see_items', open),
  press(HOME_OPEN, 'see_items', open),
  press(CLAIM, 'work_on_items', changeByPress(claimItem)),
  press(
    ACCEPT_REFERRAL,
    'work_on_items',
    changeByPress((line, member, reference) => answerReferral(line, member, reference, { accept: true })),
  ),
  opener(ASSIGN, ASSIGN_FORM),
  opener(REPLY, REPLY_FORM),
  opener(NOTE, NOTE_FORM),
  opener(REFER, REFER_FORM),
  opener(CLOSE, CLOSE_FORM),
  opener(RETURN_REFERRAL, RETURN_REFERRAL_FORM),
  press(LOOK, 'see_items', look(lookAtMedia)),
  press(SEND_RECORDING, 'see_items', look(lookAtAllMedia)),
  press(CANNED, 'work_on_items', useReadyAnswer),
];

const isKept = ({ item }: ItemView): boolean => item.redactedAt === null;
const isOpen = (view: ItemView): boolean => isKept(view) && view.item.status === 'open';

/** What its More menu offers when it makes sense. */
export const ITEM_MENU = [
  option(
    'reopen',
    'work_on_items',
    more('reopen', (view) => isKept(view) && !isOpen(view)),
    changeByPress(reopenItem),
  ),
  option(
    'release',
    'work_on_items',
    more('release', (view) => isOpen(view) && view.item.assigneeId !== null),
    changeByPress(releaseItem),
  ),
  option('classify', 'work_on_items', more('classify', isKept), opens(CLASSIFY_FORM)),
  option('merge', 'work_on_items', more('merge', mayBeMerged), opens(MERGE_FORM)),
  option('mark_sensitive', 'work_on_items', more('mark_sensitive', isKept), opens(MARK_SENSITIVE_FORM)),
  option(
    'history',
    'see_items',
    more('history', () => true),
    ({ bot, opening, value }) => openModal(bot, opening, (member) => history(bot, member, value)),
  ),
];

function more(name: string, when: (view: ItemView) => boolean): MenuOption {
  return { text: () => cards(`more.${name}`), when };
}

/** An application or a registration is one person's, and nobody else may read what is answered to a sensitive or anonymous item. */
function mayBeMerged(view: ItemView): boolean {
  const { kind, sensitive, anonymous } = view.item;
  return isOpen(view) && kind === 'feedback' && !sensitive && !anonymous;
}
