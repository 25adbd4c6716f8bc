import { type Result, refuse } from '../../../core/domain/result.ts';
import type { StaffBot } from '../staff-bot.ts';
import type { Opening } from '../views/show.ts';

/** A button pressed: in a modal (`viewId`), or on a card, in a list or in Home. */
export type Press = (at: {
  bot: StaffBot;
  opening: Opening;
  value: string;
  /** The modal it stands in, and the one at the bottom. */
  viewId: string | undefined;
  rootId: string | undefined;
  /** Of the offer that this modal is about. */
  offerId: string | undefined;
}) => Promise<void>;

/** An offer that is not there is no item that is not there. */
export const ofOffer = <T>(result: Result<T>): Result<T> =>
  !result.ok && result.code === 'not_found' ? refuse('offer_not_found') : result;
