import {
  AGENCIES,
  CHANNELS,
  COMMUNITIES,
  FEEDBACK_TYPES,
  GENDERS,
  ITEM_KINDS,
  LANGUAGES,
  MUNICIPALITIES,
  SECTORS,
} from '../src/core/domain/codes.ts';
import { REGISTRATION_STATUSES } from '../src/core/domain/offers/registration.ts';
import { startOfDay } from '../src/core/domain/time/local-time.ts';
import type { World } from '../test/support/worlds.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const QUARTER = { from: '2024-01-01', to: '2024-03-31' };
const NOW = new Date('2024-04-15T08:00:00Z');

/** An invented year and a half, always the same, of so many items; the last of them lie in the quarter that is reported. A few lie in the last five months. */
export function figureWorld(count: number): World {
  const draw = drawer(count + 1);
  const within = (most: number) => Math.floor(draw() * most);
  /** One of a list, the first the most often. */
  const skewed = <One>(list: readonly One[]): One => list[Math.floor(draw() ** 2 * list.length)] as One;
  const chance = <One>(share: number, given: () => One): One | null => (draw() < share ? given() : null);
  const span = count < 100 ? 150 : 545;
  const offers = Array.from({ length: 6 }, (_, index) => ({
    kind: (['training', 'grant_call', 'placement'] as const)[index % 3] as string,
    status: 'published',
    agency: AGENCIES[index] ?? 'UNDP',
    municipality: MUNICIPALITIES[index % 3] ?? 'zvecan',
    sector: SECTORS[(index * 2) % SECTORS.length] ?? 'other',
    seats: 24 + index,
    women: 4,
    budgetCents: 9_000_000,
    publishedAt: count === 0 ? null : -85 + index * 10,
    lasts: 40,
  }));
  const items = Array.from({ length: count }, () => {
    const kind = draw() < 0.8 ? 'feedback' : (ITEM_KINDS[1 + within(2)] ?? 'feedback');
    const answered = chance(0.85, () => Math.round(HOUR * (2 + draw() ** 3 * 500)));
    const asked = 50_000 + within(450_000);
    return {
      kind,
      type: skewed(FEEDBACK_TYPES.filter((type) => type !== 'sensitive_report')),
      municipality: chance(0.95, () => skewed(['mitrovica_south', 'mitrovica_north', 'zvecan', 'elsewhere'] as const)),
      sector: chance(0.95, () => skewed(['public_services', ...SECTORS.filter((one) => one !== 'public_services')])),
      agency: skewed(AGENCIES),
      language: skewed(['sq', 'sr-Latn', 'sr-Cyrl', ...LANGUAGES]),
      channel: skewed(CHANNELS),
      gender: chance(0.7, () => skewed(GENDERS)),
      ageBand: chance(0.7, () => skewed(['25_59', '18_24', '60_plus', '15_17', 'under_18', 'under_15'] as const)),
      communities: chance(0.6, () => [skewed(COMMUNITIES)]),
      disability: chance(0.6, () => skewed(['no', 'no', 'no', 'yes', 'undisclosed'] as const)),
      quiet: draw() < 0.1,
      sensitive: draw() < 0.02,
      receivedAt: NOW.getTime() - 10 * DAY - Math.round(draw() * span * DAY),
      dueHours: skewed([336, 240, 48]),
      answered,
      closed: answered === null ? null : chance(0.8, () => answered + Math.round(HOUR * draw() * 400)),
      closedReason: skewed(['answered', 'acted_on', 'referred_out', 'out_of_scope'] as const),
      loop: draw() < 0.8,
      satisfaction: chance(0.5, () => skewed(['yes', 'partly', 'no'] as const)),
      reopened: draw() < 0.05 ? 1 : 0,
      referrals:
        draw() < 0.1 ? [{ after: HOUR, answered: chance(0.9, () => within(60) * HOUR), returned: draw() < 0.2 }] : [],
      offer: within(6),
      registration: skewed(REGISTRATION_STATUSES),
      groups: within(31),
      sessions: within(3),
      certificate: draw() < 0.4,
      enquiry: skewed(['approved', 'received', 'complete', 'declined'] as const),
      askedCents: asked,
      approvedCents: Math.round(asked / 2),
      link: null,
    };
  });
  return {
    now: NOW,
    days: QUARTER,
    from: startOfDay(QUARTER.from) as Date,
    to: startOfDay(QUARTER.to, 1) as Date,
    kind: 'all',
    offers,
    items,
    hidden: [],
  } as World;
}

/** The same numbers each time: mulberry32. */
function drawer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
