import type { AgeBand, Community, Disability, Gender } from './codes.ts';

/** What a resident chose to tell about themselves. */
export type AboutYou = {
  gender?: Gender | undefined;
  ageBand?: AgeBand | undefined;
  communities?: Community[] | undefined;
  disability?: Disability | undefined;
};
