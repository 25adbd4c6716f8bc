import type { Fact } from './fact.ts';
import { ITEM_FACTS } from './item-facts.ts';
import { GRANT_FACTS, OFFER_FACTS } from './offer-facts.ts';
import { PEOPLE_FACTS } from './people-facts.ts';

/** Everything that is written down of what happened, composed of what each part of the line names. */
export const FACTS = { ...ITEM_FACTS, ...PEOPLE_FACTS, ...OFFER_FACTS, ...GRANT_FACTS } as const;
export type AnyFact = Fact<typeof FACTS>;
export type FactKind = AnyFact['kind'];
