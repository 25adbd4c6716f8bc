import { COMMANDS } from './commands/commands.ts';
import { DUTY_LISTINGS } from './duty/listings.ts';
import { EVENTS } from './events/events.ts';
import { EXPORTS } from './exports/exports.ts';
import { GRANT_ACTIONS } from './grants/actions.ts';
import { GRANT_VIEWS } from './grants/work.ts';
import type { Listing } from './host/listing.ts';
import { ITEM_VIEWS } from './items/form-work.ts';
import { ITEM_ACTIONS } from './items/item-actions.ts';
import { NAMED_ACTIONS } from './items/named-actions.ts';
import { OFFER_ACTIONS } from './offers/actions.ts';
import { OFFER_VIEWS } from './offers/work.ts';
import { ROLE_ACTIONS } from './roles/actions.ts';

/** All that a person in Slack can reach. What is not here is not reached. */
export const LISTINGS: readonly Listing[] = [
  ...ITEM_ACTIONS,
  ...ITEM_VIEWS,
  ...OFFER_ACTIONS,
  ...OFFER_VIEWS,
  ...GRANT_ACTIONS,
  ...GRANT_VIEWS,
  ...ROLE_ACTIONS,
  ...DUTY_LISTINGS,
  ...NAMED_ACTIONS,
  ...COMMANDS,
  ...EVENTS,
  ...EXPORTS,
];
