import { defineButtons, uuid, word } from '../domain/button.ts';
import type { SayButton, SayValue } from '../domain/say.ts';

/** An application, by its id; a time by the beginning of its own, a paper by its key. */
export const enquiryButtons = defineButtons('q', {
  show: [uuid],
  pick: [uuid, word],
  othertime: [uuid],
  papers: [uuid, word],
  appeal: [uuid],
  withdraw: [uuid],
});

/** Says of which call it is, for others may stand above it in the chat. */
export const withdrawButton = (enquiryId: string, title: SayValue): SayButton => ({
  label: { key: 'grants:button.withdraw_of', values: { title } },
  data: enquiryButtons.write('withdraw', enquiryId),
});

export const enquiryButton = (what: 'show' | 'othertime' | 'appeal', enquiryId: string): SayButton => ({
  label: { key: `grants:button.${what}` },
  data: enquiryButtons.write(what, enquiryId),
});
