import { readItem } from '../../../db/queries/items/items.ts';
import type { Say } from '../../domain/say.ts';
import { lastScreenFirst } from '../../forms/emergency.ts';
import { listNews, readNews } from '../../residents/news.ts';
import { newsButtons } from '../../turn/buttons.ts';
import { askBefore, askBeforeNews, look, sayNews } from '../../turn/look.ts';
import { refused } from '../../turn/say-refused.ts';
import { type Answer, type KnownVisit, putOnScreen } from '../../turn/visit.ts';
import { showOpened } from './my-items.ts';

const said = (...say: Say[]): Answer => ({ say });
const toast = (key: string): Answer => ({ say: [], toast: { key } });

/** What a button of the news does. Anything forged is "we could not find that". */
export async function pressNewsButton(visit: KnownVisit, data: string): Promise<Answer> {
  const button = newsButtons.read(data);
  switch (button?.what) {
    case 'open':
      return said(askBeforeNews());
    case 'ask':
      return said(askBefore(newsButtons.write('show')));
    case 'later':
      return said({ ...sayNews(), replace: true });
    case 'no':
    case 'noted':
      return putTappedAway(visit);
    case 'show':
      return showNews(visit);
    case 'item':
      return showItem(visit, button.args[0]);
    case 'close':
      visit.acts.push({ kind: 'end_look' });
      visit.screen.item = null;
      return toast('discreet:look.closed');
    case 'mine':
      return takeMineBack(visit);
    default:
      return refused('not_found');
  }
}

/** It takes the place of the last screen: whom to call, and the way out, stay. */
async function takeMineBack(visit: KnownVisit): Promise<Answer> {
  visit.acts.push({ kind: 'take_back_theirs' });
  return said({
    lines: [...lastScreenFirst(visit.context), { key: 'discreet:mine.removed' }],
    buttons: [
      [{ label: { key: 'menu:quick_exit' }, data: 'm:exit' }],
      [{ label: { key: 'common:menu' }, data: 'm:menu' }],
    ],
    replace: true,
  });
}

async function putTappedAway(visit: KnownVisit): Promise<Answer> {
  visit.acts.push({ kind: 'take_back_tapped' });
  return { say: [] };
}

/** All that waits, behind one notice. A second tap, or one on another phone, finds it opened. */
async function showNews(visit: KnownVisit): Promise<Answer> {
  const told = await listNews(visit.tx, visit.resident.id);
  const news = await readNews(visit.tx, visit.line, visit.resident.id, visit.key);
  if (news.length === 0) {
    // What asks about nothing goes.
    visit.acts.push({ kind: 'take_back_tapped' });
    return toast('discreet:nothing');
  }
  visit.acts.push({ kind: 'open_look' });
  await putOnlyOneOnScreen(
    visit,
    told.map(({ itemId }) => itemId),
  );
  return said(...look(news));
}

/** What they write under the news of one item belongs there; of several, nobody knows where. */
async function putOnlyOneOnScreen(visit: KnownVisit, itemIds: readonly (string | null)[]): Promise<void> {
  const [itemId, ...others] = new Set(itemIds);
  const row = itemId && others.length === 0 ? await readItem(visit.tx, itemId) : null;
  if (row) putOnScreen(visit, row);
}

async function showItem(visit: KnownVisit, itemId: string): Promise<Answer> {
  const row = await readItem(visit.tx, itemId);
  if (row?.residentId !== visit.resident.id) return refused('not_found');
  const alone = { ...visit, alone: true };
  return said(...look(await showOpened(alone, row)));
}
