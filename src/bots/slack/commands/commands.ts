import { parseReference } from '../../../core/domain/reference.ts';
import { grant } from '../grants/list.ts';
import { type Asked, command, type Listing, modal } from '../host/listing.ts';
import { openItem } from '../items/item-modal.ts';
import { staffWords } from '../kit/words.ts';
import { openCertificate } from '../offers/certificate.ts';
import { openOfferByCode, training } from '../offers/list.ts';
import { tell } from '../respond.ts';
import { find, queue, stats } from './lists.ts';
import { openExport, openNew, openStaff } from './modals.ts';

const { words: offerWords } = staffWords('staff-offers');
const { words: staff } = staffWords('staff');

/** What can be written after `/line`. */
export const COMMANDS: Listing[] = [
  command('help', 'have_a_role', ({ bot, aside }) => tell(bot, aside, staff('help'))),
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
function notFound(typed: string): string {
  if (/^\s*c/i.test(typed)) return offerWords('certificate.not_found');
  return staff(/^\s*t/i.test(typed) ? 'refusals.offer_not_found' : 'refusals.not_found');
}

async function show({ bot, aside, opening, rest }: Asked): Promise<void> {
  const reference = parseReference(rest);
  if (reference === null) return tell(bot, aside, notFound(rest));
  if (reference.startsWith('T')) return openOfferByCode(bot, opening, reference);
  if (reference.startsWith('C')) return openCertificate(bot, opening, reference);
  await openItem(bot, opening, reference);
}
