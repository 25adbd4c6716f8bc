import { firstStart, OFFER_KINDS, type OfferKind, opensUntil } from '../../../core/domain/offers/offer.ts';
import { findReference } from '../../../core/domain/reference.ts';
import { refuse } from '../../../core/domain/result.ts';
import { mayManageOffers, refuseRole, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import { listOffers } from '../../../core/offers/list-offers.ts';
import type { OfferEntry } from '../../../core/offers/offer-facts.ts';
import { showOfferByCode } from '../../../core/offers/show-offer.ts';
import { openModal } from '../host/open-modal.ts';
import { actions, type Block, beside, context, header, section } from '../kit/blocks.ts';
import { staffWords } from '../kit/words.ts';
import { tell, whyRefused } from '../respond.ts';
import type { Asked, Opening, StaffBot } from '../surface.ts';
import { NEW_OFFER, OFFER_OPEN } from './buttons.ts';
import { seatWords, startWords, titleOf } from './offer-words.ts';
import { offerView } from './view.ts';

const { codeWords, words } = staffWords('staff-offers');

/** A message takes 50 blocks; heading, last line and buttons want some. */
const MOST = 40;
const AHEAD_MS = 14 * 86_400_000;
const MOST_AT_HOME = 20;

const valuesOf = (entry: OfferEntry) => ({
  code: entry.facts.code,
  title: titleOf(entry.facts),
  kind: codeWords('kind', entry.facts.kind),
  state: codeWords('state', entry.state),
  start: startWords(entry.facts),
  seats: seatWords(entry),
});

export const offerBlock = (entry: OfferEntry, text: 'entry' | 'line' = 'entry'): Block =>
  beside(words(`list.${text}`, valuesOf(entry)), OFFER_OPEN.make(words('button.open'), entry.facts.id));

const newButtons = (): Block =>
  actions(OFFER_KINDS.map((kind) => NEW_OFFER[kind].make(words(`button.new_${kind}`), kind)));

/** `/line training`, `/line training over`, `/line training T-…`. */
export async function training(asked: Asked): Promise<void> {
  const { bot, member, aside, opening, rest } = asked;
  const over = rest.toLowerCase() === 'over';
  if (rest !== '' && !over) return openOfferByCode(bot, opening, rest);
  const kinds: OfferKind[] = ['training', 'placement'];
  const found = await listOffers(bot.line, member, kinds, MOST, over);
  if (!found.ok) return tell(bot, aside, await whyRefused(bot, found));
  const { entries, total } = found.value;
  const heading = words(over ? 'list.over' : 'list.title', { count: total });
  await tell(bot, aside, heading, [
    section(`*${heading}*`),
    ...(entries.length === 0 ? [section(words('list.nothing'))] : []),
    ...entries.map((entry) => offerBlock(entry)),
    ...(total > entries.length ? [context(words('list.more', { count: total - entries.length }))] : []),
    newButtons(),
  ]);
}

export const openOfferByCode = (bot: StaffBot, opening: Opening, typed: string): Promise<void> =>
  openModal(bot, opening, async (member) => {
    const code = findReference(typed);
    if (!mayManageOffers(member)) return refuseRole('run_offers', member);
    const shown = code === null ? refuse('not_found') : await showOfferByCode(bot.line, member, code);
    if (!shown.ok) return shown.code === 'not_found' ? refuse('offer_not_found') : shown;
    return { ok: true, value: offerView(shown.value) };
  });

/** Offers of the next two weeks, for Home. */
export async function homeOffers(bot: StaffBot, member: StaffMember): Promise<Block[]> {
  const now = bot.line.now().getTime();
  const found = await listOffers(bot.line, member, OFFER_KINDS, 200);
  if (!found.ok) return [];
  const soon = found.value.entries.filter(({ facts }) => {
    const at = (firstStart(facts) ?? opensUntil(facts))?.getTime();
    return at !== undefined && at >= now && at <= now + AHEAD_MS;
  });
  if (soon.length === 0) return [];
  return [
    header(words('list.home', { count: soon.length })),
    ...soon.slice(0, MOST_AT_HOME).map((entry) => offerBlock(entry, 'line')),
  ];
}
