import type { ViewedMessage } from '../../../core/views/item-view.ts';
import { staffWords } from '../kit/words.ts';

const { words } = staffWords('staff-cards');

/** What stands over a resident's words beside who wrote them and when: that somebody else's are passed on, and that they were changed. */
export const marksOf = ({ body, editedAt }: Pick<ViewedMessage, 'body' | 'editedAt'>): string[] => [
  ...(body?.forwarded ? [words(`message.forwarded.${body.forwarded}`)] : []),
  ...(editedAt ? [words('message.edited')] : []),
];
