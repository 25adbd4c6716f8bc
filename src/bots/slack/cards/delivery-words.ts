import type { ItemView, ViewedMessage } from '../../../core/views/item-view.ts';
import { staffWords } from '../kit/words.ts';

const { hasWords, words } = staffWords('staff-cards');

/** What became of an answer, in words. */
export function deliveryWords(view: ItemView, delivery: ViewedMessage['delivery']): string {
  if (delivery === null)
    return words(
      view.item.anonymous ? 'delivery.receipt' : view.item.residentId ? 'delivery.pending' : 'delivery.in_person',
    );
  if (delivery.state !== 'failed') return words(`delivery.${delivery.state}`);
  return hasWords(`delivery.${delivery.reason}`) ? words(`delivery.${delivery.reason}`) : words('delivery.failed');
}
