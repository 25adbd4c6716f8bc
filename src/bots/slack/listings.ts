import { listingsOf } from './host/listing.ts';
import type { Listing } from './surface.ts';
import { SURFACES } from './surfaces.ts';

/** All that a person in Slack can reach. What is not here is not reached. */
export const LISTINGS: readonly Listing[] = SURFACES.flatMap(listingsOf);
