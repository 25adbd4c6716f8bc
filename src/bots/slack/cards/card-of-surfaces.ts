import { foldSurfaces } from '../host/fold.ts';
import { SURFACES } from '../surfaces.ts';

/** What stands on cards beside what every item has. */
export const CARD = foldSurfaces(SURFACES).card;
