import { findReference } from '../../../core/domain/reference.ts';
import { command } from '../host/listing.ts';
import { openModal } from '../host/open-modal.ts';
import { staffWords } from '../kit/words.ts';
import { tell } from '../respond.ts';
import type { Asked, Surface } from '../surface.ts';
import { history } from './history.ts';
import { ITEM_BUTTONS, ITEM_MENU } from './item-actions.ts';
import {
  ASSIGN_FORM,
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
import { PAGES } from './list-pages.ts';
import { find, homeLists, queue } from './lists.ts';
import { THREAD_NOTE } from './thread-note.ts';

const { words } = staffWords('staff');

/** What staff triage, whatever its kind. */
export const ITEMS: Surface = {
  buttons: [...ITEM_BUTTONS, ...PAGES],
  menu: ITEM_MENU,
  forms: [
    REPLY_FORM,
    NOTE_FORM,
    REFER_FORM,
    ASSIGN_FORM,
    CLOSE_FORM,
    RETURN_REFERRAL_FORM,
    CLASSIFY_FORM,
    MERGE_FORM,
    MARK_SENSITIVE_FORM,
  ],
  commands: [
    command('queue', 'see_items', () => words('help.queue'), queue),
    command('show', 'see_items', () => words('help.show'), show),
    command('audit', 'see_items', () => words('help.audit'), audit),
    command('find', 'see_items', () => words('help.find'), find),
  ],
  home: [{ rule: 'have_a_role', blocks: homeLists }],
  events: [THREAD_NOTE],
};

/** Opens whatever has this number. What it is the first letter says, also of one that cannot be read. */
async function show({ bot, aside, opening, rest }: Asked): Promise<void> {
  const reference = findReference(rest);
  // The first letter of what was typed, or one that stands by itself: of a mention the letters are no number's.
  const letter = /^[a-z]|(?<![a-z])[a-z](?![a-z])/i.exec(rest.trim())?.[0] ?? '';
  const other = bot.surfaces.numbered((reference ?? letter).charAt(0).toUpperCase());
  if (reference === null) return tell(bot, aside, other ? other.notFound() : words('refusals.not_found'));
  await (other ? other.open(bot, opening, reference) : openItem(bot, opening, reference));
}

/** What was done about whatever has this number, as its card's More shows it. */
async function audit({ bot, aside, opening, rest }: Asked): Promise<void> {
  const reference = findReference(rest);
  if (reference === null) return tell(bot, aside, words('refusals.not_found'));
  await openModal(bot, opening, (member) => history(bot, member, reference));
}
