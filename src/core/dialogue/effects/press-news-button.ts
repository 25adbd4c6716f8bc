import { readItem } from '../../../db/queries/items/items.ts';
import type { Say } from '../../domain/say.ts';
import { UUID } from '../../domain/uuid.ts';
import { lastScreenFirst } from '../../forms/emergency.ts';
import { readNews } from '../../residents/news.ts';
import { askBefore, askBeforeNews, look, sayNews } from '../../turn/look.ts';
import { refused } from '../../turn/say-refused.ts';
import type { Answer, KnownVisit } from '../../turn/visit.ts';
import { showOpened } from './my-items.ts';

type Press = (visit: KnownVisit, itemId: string) => Promise<Answer>;

const said = (...say: Say[]): Answer => ({ say });
const toast = (key: string): Answer => ({ say: [], toast: { key } });

/** `n:<what>[:<item id>]`: the neutral notice, what it opens, and what is done with what was opened. */
const NEWS_BUTTONS: Record<string, Press> = {
  open: async () => said(askBeforeNews()),
  ask: async () => said(askBefore('n:show')),
  later: async () => said({ ...sayNews(), replace: true }),
  no: putTappedAway,
  show: showNews,
  item: showItem,
  close: async (visit) => {
    visit.acts.push({ kind: 'end_look' });
    return toast('discreet:look.closed');
  },
  noted: putTappedAway,
  mine: async (visit) => {
    visit.acts.push({ kind: 'take_back_theirs' });
    const say: Say = {
      // It takes the place of the last screen: whom to call, and the way out, stay.
      lines: [...lastScreenFirst(visit.context), { key: 'discreet:mine.removed' }],
      buttons: [
        [{ label: { key: 'menu:quick_exit' }, data: 'm:exit' }],
        [{ label: { key: 'common:menu' }, data: 'm:menu' }],
      ],
      replace: true,
      critical: true,
    };
    return said(say);
  },
};

export async function pressNewsButton(visit: KnownVisit, what: string, itemId: string): Promise<Answer> {
  const press = Object.hasOwn(NEWS_BUTTONS, what) ? NEWS_BUTTONS[what] : undefined;
  return press ? press(visit, itemId) : refused('not_found');
}

async function putTappedAway(visit: KnownVisit): Promise<Answer> {
  visit.acts.push({ kind: 'take_back_tapped' });
  return { say: [] };
}

/** All that waits, behind one notice. A second tap, or one on another phone, finds it opened. */
async function showNews(visit: KnownVisit): Promise<Answer> {
  const news = await readNews(visit.tx, visit.line, visit.resident.id, visit.key);
  if (news.length === 0) {
    // What asks about nothing goes.
    visit.acts.push({ kind: 'take_back_tapped' });
    return toast('discreet:nothing');
  }
  visit.acts.push({ kind: 'open_look' });
  return said(...look(news));
}

async function showItem(visit: KnownVisit, itemId: string): Promise<Answer> {
  const row = UUID.test(itemId) ? await readItem(visit.tx, itemId) : null;
  if (row?.residentId !== visit.resident.id) return refused('not_found');
  const alone = { ...visit, alone: true };
  return said(...look(await showOpened(alone, row)));
}
