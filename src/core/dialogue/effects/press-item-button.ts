import { readItem } from '../../../db/queries/items/items.ts';
import type { Satisfaction } from '../../domain/codes.ts';
import { addToItemForm } from '../../items/forms/add-to-item.ts';
import { withdrawForm } from '../../items/forms/withdraw.ts';
import { markOwnItemSensitive } from '../../items/hidden/mark-sensitive.ts';
import { agreeToQuote } from '../../items/quoting/agree-to-quote.ts';
import { askToQuote } from '../../items/quoting/ask-to-quote.ts';
import { rateItem } from '../../items/rate-item.ts';
import { itemButtons } from '../../turn/buttons.ts';
import { refused, sayRefused } from '../../turn/say-refused.ts';
import type { Answer, KnownVisit } from '../../turn/visit.ts';
import { givenUpOtherwise, showItemState } from './my-items.ts';

/** What a button of an item does. Anything forged, or of an item that is not theirs, is "we could not find that". */
export async function pressItemButton(visit: KnownVisit, data: string): Promise<Answer> {
  const button = itemButtons.read(data);
  const row = button && (await readItem(visit.tx, button.args[0]));
  if (!button || row?.residentId !== visit.resident.id) return refused('not_found');
  const itemId = row.id;
  visit.touchesSensitive = row.sensitive;
  const about = { itemId, reference: row.reference, ...(row.sensitive && { sensitive: true as const }) };
  switch (button.what) {
    case 'show':
      return { say: await showItemState(visit, itemId) };
    case 'earlier':
      return { say: await showItemState(visit, itemId, button.args[1]) };
    case 'add':
      return { say: [], parks: true, next: { form: addToItemForm, about } };
    case 'withdraw':
      // A place or an application is given up by its own button, which gives the seat on too.
      if (givenUpOtherwise(row)) return { say: await showItemState(visit, itemId) };
      return { say: [], parks: true, next: { form: withdrawForm, about } };
    case 'serious':
      return markSerious(visit, itemId);
    case 'rate':
      return rate(visit, itemId, button.args[1]);
    case 'quote':
      return quote(visit, itemId, button.args[1]);
  }
}

async function markSerious(visit: KnownVisit, itemId: string): Promise<Answer> {
  const marked = await markOwnItemSensitive(visit.tx, visit.line, visit.resident.id, itemId);
  if (!marked.ok) return { say: [sayRefused(marked)] };
  visit.touchesSensitive = true;
  return {
    say: [{ lines: [{ key: 'discreet:marked' }] }],
  };
}

async function rate(visit: KnownVisit, itemId: string, answer: Satisfaction): Promise<Answer> {
  const rated = await rateItem(visit.tx, visit.line, visit.resident.id, itemId, answer);
  if (!rated.ok) return { say: [sayRefused(rated)] };
  const key = answer === 'no' && !rated.value.reopened ? 'items:rated.no_again' : `items:rated.${answer}`;
  const ask = answer === 'no' ? [] : await askToQuote(visit.tx, visit.line, visit.resident.id, itemId);
  return { say: [{ lines: [{ key }] }, ...ask] };
}

async function quote(visit: KnownVisit, itemId: string, answer: 'yes' | 'no'): Promise<Answer> {
  const agreed = await agreeToQuote(visit.tx, visit.line, visit.resident.id, itemId, answer);
  return { say: [agreed.ok ? { lines: [{ key: `quoting:said_${answer}` }] } : sayRefused(agreed)] };
}
