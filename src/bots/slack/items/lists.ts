import { lacksRole, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import {
  listQueue,
  listQueues,
  QUEUE_VIEWS,
  type QueueEntry,
  type QueueList,
  type QueueView,
} from '../../../core/items/list-queue.ts';
import { findItems, isIndexBehind } from '../../../core/items/search/find-items.ts';
import { actions, type Block, context, header, section } from '../kit/blocks.ts';
import { staffWords } from '../kit/words.ts';
import { tell, whyRefused } from '../respond.ts';
import type { Asked, StaffBot } from '../surface.ts';
import { entryBlock } from './entry.ts';
import { QUEUE_ALL } from './list-pages.ts';

const { words: staff } = staffWords('staff');

const VIEWS = new Map<string, QueueView>([
  ['', 'open'],
  ['mine', 'mine'],
  ['agency', 'agency'],
  ['referred', 'referred'],
  ['unassigned', 'unassigned'],
  ['due', 'due_soon'],
  ['overdue', 'overdue'],
  ['waiting', 'waiting_for_resident'],
  ['call', 'to_tell'],
]);
/** A message takes 50 blocks; title and last lines want three. */
const MOST = 40;

export async function queue({ bot, member, aside, rest }: Asked): Promise<void> {
  const view = VIEWS.get(rest.toLowerCase());
  if (view === undefined) return tell(bot, aside, bot.surfaces.help());
  const found = await listQueue(bot.line, member, view, MOST);
  if (!found.ok) return tell(bot, aside, await whyRefused(bot, found));
  const { entries, total } = found.value;
  await list({ bot, aside }, staff(`list.${view}`), entries, { total, more: moreOf(found.value) });
}

export async function find({ bot, member, aside, rest }: Asked): Promise<void> {
  const found = await findItems(bot.line, member, rest, MOST);
  if (!found.ok) return tell(bot, aside, await whyRefused(bot, found));
  const behind = await isIndexBehind(bot.line);
  const remark = behind && staff('list.behind');
  await list({ bot, aside }, staff('list.found'), found.value, { total: found.value.length, more: [], remark });
}

async function list(
  { bot, aside }: Pick<Asked, 'bot' | 'aside'>,
  title: string,
  entries: QueueEntry[],
  { total, more, remark = false }: { total: number; more: Block[]; remark?: string | false },
) {
  const heading = `${title} (${total})`;
  if (entries.length === 0) return tell(bot, aside, `${heading}: ${staff('nothing')}${remark ? `\n${remark}` : ''}`);
  await tell(bot, aside, heading, [
    section(`*${heading}*`),
    ...entries.map((entry) => entryBlock(bot, entry)),
    ...more,
    ...(remark ? [context(remark)] : []),
  ]);
}

/** The button to all of a list of which not all is shown. */
const moreOf = ({ view, entries, total }: QueueList): Block[] =>
  total > entries.length ? [actions([QUEUE_ALL.make(staff('list.all', { count: total }), { view, from: 0 })])] : [];

const ON_HOME = QUEUE_VIEWS.filter((view) => view !== 'open');
/** Home takes a hundred blocks, for the other parts too. */
const MOST_ON_HOME = 6;

/** Home's lists; whose role has none reads once which one has. */
export async function homeLists(bot: StaffBot, member: StaffMember): Promise<Block[]> {
  const lacks = lacksRole(member, 'see_items');
  if (lacks) return [section(await whyRefused(bot, lacks))];
  const lists = await listQueues(bot.line, member, ON_HOME, MOST_ON_HOME);
  if (!lists.ok) return [section(await whyRefused(bot, lists))];
  return lists.value.flatMap((one) => [
    header(`${staff(`list.${one.view}`)} (${one.total})`),
    ...one.entries.map((entry) => entryBlock(bot, entry)),
    ...moreOf(one),
  ]);
}
