import { countQueue, listQueue, type QueueEntry, type QueueView } from '../../../core/items/list-queue.ts';
import { findItems, isIndexBehind } from '../../../core/items/search/find-items.ts';
import { lastSensitiveTotal } from '../../../core/reports/sensitive-totals.ts';
import { entryBlock } from '../home/entry.ts';
import type { Asked } from '../host/listing.ts';
import { context, section } from '../kit/blocks.ts';
import { refusalWords, tell } from '../respond.ts';

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

export async function queue({ bot, member, surface, rest }: Asked): Promise<void> {
  const view = VIEWS[rest.toLowerCase()];
  if (view === undefined) return tell(bot, surface, bot.words('help'));
  const found = await listQueue(bot.line, member, view, MOST);
  if (!found.ok) return tell(bot, surface, refusalWords(bot, found));
  await list({ bot, surface }, bot.words(`list.${view}`), found.value.entries, found.value.total);
}

export async function find({ bot, member, surface, rest }: Asked): Promise<void> {
  const found = await findItems(bot.line, member, rest, MOST);
  if (!found.ok) return tell(bot, surface, refusalWords(bot, found));
  const behind = await isIndexBehind(bot.line);
  await list(
    { bot, surface },
    bot.words('list.found'),
    found.value,
    found.value.length,
    behind && bot.words('list.behind'),
  );
}

async function list(
  { bot, surface }: Pick<Asked, 'bot' | 'surface'>,
  title: string,
  entries: QueueEntry[],
  total: number,
  remark: string | false = false,
) {
  const heading = `${title} (${total})`;
  if (entries.length === 0)
    return tell(bot, surface, `${heading}: ${bot.words('nothing')}${remark ? `\n${remark}` : ''}`);
  const more = total - entries.length;
  await tell(bot, surface, heading, [
    section(`*${heading}*`),
    ...entries.map((entry) => entryBlock(bot, entry)),
    ...(more > 0 ? [context(bot.words('list.more', { count: more }))] : []),
    ...(remark ? [context(remark)] : []),
  ]);
}

export async function stats({ bot, member, surface }: Asked): Promise<void> {
  const { suppressBelow } = await bot.line.settings();
  const lines: string[] = [];
  for (const view of ['open', 'overdue', 'unassigned'] as const) {
    const found = await countQueue(bot.line, member, view);
    if (!found.ok) return tell(bot, surface, refusalWords(bot, found));
    const total = found.value;
    const count = total < suppressBelow ? bot.words('fewer_than', { count: suppressBelow }) : String(total);
    lines.push(`${bot.words(`list.${view}`)}: ${count}`);
  }
  const sensitive = await lastSensitiveTotal(bot.line);
  lines.push(bot.words('list.sensitive_total', { quarter: sensitive.quarter, count: sensitive.rounded }));
  await tell(bot, surface, lines.join('\n'));
}
