import { type Result, refuse } from '../../../core/domain/result.ts';

/** An offer that is not there is no item that is not there. */
export const ofOffer = <T>(result: Result<T>): Result<T> =>
  !result.ok && result.code === 'not_found' ? refuse('offer_not_found') : result;
