import { countQueue, listQueue, type QueueEntry, type QueueView } from '../../../core/items/list-queue.ts';
import { findItems, isIndexBehind } from '../../../core/items/search/find-items.ts';
import { lastSensitiveTotal } from '../../../core/reports/sensitive-totals.ts';
import { entryBlock } from '../home/entry.ts';
import type { Asked } from '../host/listing.ts';
import { context, section } from '../kit/blocks.ts';
import { staffWords } from '../kit/words.ts';
import { refusalWords, tell } from '../respond.ts';

const { words: staff } = staffWords('staff');

const VIEWS: Record<string, QueueView> = {
  '': 'open',
  mine: 'mine',
  unassigned: 'unassigned',
  due: 'due_soon',
  overdue: 'overdue',
  waiting: 'waiting_for_resident',
};
/** A message takes 50 blocks; title and last lines want three. */
const MOST = 40;

export async function queue({ bot, member, aside, rest }: Asked): Promise<void> {
  const view = VIEWS[rest.toLowerCase()];
  if (view === undefined) return tell(bot, aside, staff('help'));
  const found = await listQueue(bot.line, member, view, MOST);
  if (!found.ok) return tell(bot, aside, refusalWords(found));
  await list({ bot, aside }, staff(`list.${view}`), found.value.entries, found.value.total);
}

export async function find({ bot, member, aside, rest }: Asked): Promise<void> {
  const found = await findItems(bot.line, member, rest, MOST);
  if (!found.ok) return tell(bot, aside, refusalWords(found));
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

export async function stats({ bot, member, aside }: Asked): Promise<void> {
  const { suppressBelow } = await bot.line.settings();
  const lines: string[] = [];
  for (const view of ['open', 'overdue', 'unassigned'] as const) {
    const found = await countQueue(bot.line, member, view);
    if (!found.ok) return tell(bot, aside, refusalWords(found));
    const total = found.value;
    const count = total < suppressBelow ? staff('fewer_than', { count: suppressBelow }) : String(total);
    lines.push(`${staff(`list.${view}`)}: ${count}`);
  }
  const sensitive = await lastSensitiveTotal(bot.line);
  lines.push(staff('list.sensitive_total', { quarter: sensitive.quarter, count: sensitive.rounded }));
  await tell(bot, aside, lines.join('\n'));
}
