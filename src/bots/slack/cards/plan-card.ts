import type { ItemView, ViewedMessage } from '../../../core/views/item-view.ts';
import { escapeAndCut } from '../escape.ts';

export type ShownMessage = { message: ViewedMessage; text: string; cut: boolean };

export type CardPlan = {
  /** What the resident submitted, as far as it fits. */
  submission: ShownMessage[];
  /** Later words of staff, oldest first. */
  staff: ShownMessage[];
  earlierAnswers: number;
  /** Ids of the resident's messages that the card does not show in full: they are in the thread. */
  elsewhere: Set<string>;
};

/** In UTF-16 units after escaping; together well under what Slack takes (13,200 in all, 3,000 a section). */
const MOST = { submission: 5000, message: 2000, messages: 6, answer: 600, answers: 4, note: 300, notes: 3 } as const;

/**
 * Which words stand on the card. The card and its thread both ask here, so that every word is in at least one of the two and the
 * thread is no echo of the card.
 */
export function planCard(view: ItemView): CardPlan {
  const inbound = view.messages.filter((message) => message.direction === 'in');
  const first = inbound[0];
  const submitted = inbound.filter((message) => message.at.getTime() === first?.at.getTime() && !message.added);
  const submission: ShownMessage[] = [];
  let room: number = MOST.submission;
  for (const message of submitted.slice(0, MOST.messages)) {
    if (room < 40) break;
    const shown = { message, ...escapeAndCut(message.body?.text ?? '', Math.min(MOST.message, room)) };
    room -= shown.text.length;
    submission.push(shown);
  }
  const whole = submission.filter(({ message, cut }) => !cut && message.body?.kind === 'text');
  const onCard = new Set(whole.map(({ message }) => message.id));
  const answers = view.messages.filter((message) => message.direction === 'out');
  const notes = view.messages.filter((message) => message.direction === 'note');
  const staff = new Set([...answers.slice(-MOST.answers), ...notes.slice(-MOST.notes)]);
  return {
    submission,
    staff: view.messages
      .filter((message) => staff.has(message))
      .map((message) => ({
        message,
        ...escapeAndCut(message.body?.text ?? '', message.direction === 'out' ? MOST.answer : MOST.note),
      })),
    earlierAnswers: Math.max(0, answers.length - MOST.answers),
    elsewhere: new Set(inbound.filter((message) => !onCard.has(message.id)).map((message) => message.id)),
  };
}
