import { lacksRole, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import { listQueue, QUEUE_VIEWS, type QueueEntry, type QueueView } from '../../../core/items/list-queue.ts';
import { findItems, isIndexBehind } from '../../../core/items/search/find-items.ts';
import { type Block, context, header, section } from '../kit/blocks.ts';
import { staffWords } from '../kit/words.ts';
import { tell, whyRefused } from '../respond.ts';
import type { Asked, StaffBot } from '../surface.ts';
import { entryBlock } from './entry.ts';

const { words: staff } = staffWords('staff');

const VIEWS = new Map<string, QueueView>([
  ['', 'open'],
  ['mine', 'mine'],
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
  await list({ bot, aside }, staff(`list.${view}`), found.value.entries, found.value.total);
}

export async function find({ bot, member, aside, rest }: Asked): Promise<void> {
  const found = await findItems(bot.line, member, rest, MOST);
  if (!found.ok) return tell(bot, aside, await whyRefused(bot, found));
  const behind = await isIndexBehind(bot.line);
  await list({ bot, aside }, staff('list.found'), found.value, found.value.length, behind && staff('list.behind'));
}

async function list(
  { bot, aside }: Pick<Asked, 'bot' | 'aside'>,
  title: string,
  entries: QueueEntry[],
  total: number,
  remark: string | false = false,
) {
  const heading = `${title} (${total})`;
  if (entries.length === 0) return tell(bot, aside, `${heading}: ${staff('nothing')}${remark ? `\n${remark}` : ''}`);
  const more = total - entries.length;
  await tell(bot, aside, heading, [
    section(`*${heading}*`),
    ...entries.map((entry) => entryBlock(bot, entry)),
    ...(more > 0 ? [context(staff('list.more', { count: more }))] : []),
    ...(remark ? [context(remark)] : []),
  ]);
}

const ON_HOME = QUEUE_VIEWS.filter((view) => view !== 'open');
const MOST_ON_HOME = 10;

/** Home's lists; whose role has none reads once which one has. */
export async function homeLists(bot: StaffBot, member: StaffMember): Promise<Block[]> {
  const lacks = lacksRole(member, 'see_items');
  if (lacks) return [section(await whyRefused(bot, lacks))];
  return (await Promise.all(ON_HOME.map((list) => listBlocks(bot, member, list)))).flat();
}

async function listBlocks(bot: StaffBot, member: StaffMember, list: QueueView): Promise<Block[]> {
  const found = await listQueue(bot.line, member, list, MOST_ON_HOME);
  const title = staff(`list.${list}`);
  if (!found.ok) return [header(title), section(await whyRefused(bot, found))];
  const { entries, total } = found.value;
  return [
    header(`${title} (${total})`),
    ...entries.map((entry) => entryBlock(bot, entry)),
    ...(total > entries.length ? [context(staff('list.more', { count: total - entries.length }))] : []),
  ];
}
