import { isEntered } from '../../../core/domain/codes.ts';
import type { ItemView, ViewedMessage } from '../../../core/views/item-view.ts';
import { escapeAndCut } from '../escape.ts';
import { staffWords } from '../kit/words.ts';

const { hasWords, words } = staffWords('staff-cards');

/** What became of an answer, in words. */
export function deliveryWords(view: ItemView, delivery: ViewedMessage['delivery']): string {
  if (delivery === null)
    return words(
      view.item.anonymous
        ? 'delivery.receipt'
        : isEntered(view.item.channel)
          ? 'delivery.in_person'
          : 'delivery.pending',
    );
  if (delivery.state === 'sent' && delivery.reason === 'without_file') return words('delivery.without_file');
  if (delivery.state === 'to_tell') return words(`delivery.to_tell_${view.person?.way ?? 'other'}`);
  if (delivery.state === 'sent' && delivery.toldById) return words('delivery.told');
  if (delivery.state !== 'failed') return words(`delivery.${delivery.state}`);
  return hasWords(`delivery.${delivery.reason}`) ? words(`delivery.${delivery.reason}`) : words('delivery.failed');
}

/** The file that went with an answer, by its name; none of it stands in Slack but with who sent it. */
export const attachedWords = ({ body }: Pick<ViewedMessage, 'body'>): string[] =>
  body?.attached ? [`📎 ${escapeAndCut(body.attached.name, 100).text}`] : [];
