import { DUTY } from './duty/surface.ts';
import { EXPORTS } from './exports/surface.ts';
import { GRANTS } from './grants/surface.ts';
import { HOME } from './home/surface.ts';
import { IN_PERSON } from './in-person/surface.ts';
import { ITEMS } from './items/surface.ts';
import { NAMED } from './named/surface.ts';
import { OFFERS } from './offers/surface.ts';
import { QUOTATIONS } from './quotations/surface.ts';
import { STAFF } from './roles/surface.ts';
import { STUCK_WORK } from './stuck/surface.ts';
import type { Surface } from './surface.ts';
import { TRAININGS } from './trainings/surface.ts';

/** All that the line is in Slack, in the order in which people see its parts. What is not here is not there. */
export const SURFACES: readonly Surface[] = [
  DUTY,
  ITEMS,
  IN_PERSON,
  GRANTS,
  OFFERS,
  TRAININGS,
  NAMED,
  QUOTATIONS,
  EXPORTS,
  STUCK_WORK,
  STAFF,
  HOME,
];
