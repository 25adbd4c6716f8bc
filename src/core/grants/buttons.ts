import { defineButtons, uuid, word } from '../domain/button.ts';
import type { SayButton } from '../domain/say.ts';

/** An application, by its id; a time by the beginning of its own, a paper by its key. */
export const enquiryButtons = defineButtons('q', {
  show: [uuid],
  pick: [uuid, word],
  othertime: [uuid],
  papers: [uuid, word],
  appeal: [uuid],
  withdraw: [uuid],
});

export const enquiryButton = (what: 'show' | 'othertime' | 'appeal' | 'withdraw', enquiryId: string): SayButton => ({
  label: { key: `grants:button.${what}` },
  data: enquiryButtons.write(what, enquiryId),
});
