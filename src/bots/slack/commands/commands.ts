import { parseReference } from '../../../core/domain/reference.ts';
import { grant } from '../grants/list.ts';
import { type Asked, command, type Listing, modal } from '../host/listing.ts';
import { openItem } from '../items/item-modal.ts';
import { openCertificate } from '../offers/certificate.ts';
import { openOfferByCode, training } from '../offers/list.ts';
import { words as offerWords } from '../offers/words.ts';
import { tell } from '../respond.ts';
import type { StaffBot } from '../staff-bot.ts';
import { find, queue, stats } from './lists.ts';
import { openExport, openNew, openStaff } from './modals.ts';

/** What can be written after `/line`. */
export const COMMANDS: Listing[] = [
  command('help', 'have_a_role', ({ bot, surface }) => tell(bot, surface, bot.words('help'))),
  command('queue', 'see_items', queue),
  command('find', 'see_items', find),
  command('stats', 'see_items', stats),
  command('show', 'see_items', show),
  modal('new', 'see_items', openNew),
  modal('export', 'export', openExport),
  command('staff', 'decide_roles', openStaff),
  command('training', 'run_offers', training),
  command('grant', 'run_offers', grant),
];

/** By what the first letter says was looked for. */
function notFound(bot: StaffBot, typed: string): string {
  if (/^\s*c/i.test(typed)) return offerWords('certificate.not_found');
  return bot.words(/^\s*t/i.test(typed) ? 'refusals.offer_not_found' : 'refusals.not_found');
}

async function show({ bot, surface, opening, rest }: Asked): Promise<void> {
  const reference = parseReference(rest);
  if (reference === null) return tell(bot, surface, notFound(bot, rest));
  if (reference.startsWith('T')) return openOfferByCode(bot, opening, reference);
  if (reference.startsWith('C')) return openCertificate(bot, opening, reference);
  await openItem(bot, opening, reference);
}
