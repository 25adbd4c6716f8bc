import { done, type Result } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { listQueue, type QueueView } from '../../../core/items/list-queue.ts';
import { homeDuty } from '../duty/listings.ts';
import { grantBoard } from '../grants/list.ts';
import { type Block, context, header, section } from '../kit/blocks.ts';
import { staffWords } from '../kit/words.ts';
import { homeOffers } from '../offers/list.ts';
import { logFailure, refusalWords } from '../respond.ts';
import type { StaffBot } from '../staff-bot.ts';
import { entryBlock } from './entry.ts';

const { words: staff } = staffWords('staff');

const LISTS: QueueView[] = ['mine', 'unassigned', 'due_soon', 'overdue', 'waiting_for_resident'];
const MOST_ENTRIES = 10;
/** Home takes a hundred blocks. */
const MOST_BLOCKS = 100;

/** Draws a person's Home tab: five lists, or one sentence for who has no role. */
export async function publishHome(bot: StaffBot, slackUserId: string, asked: Result<StaffMember>): Promise<void> {
  const blocks = asked.ok ? await blocksFor(bot, asked.value) : [section(refusalWords(asked))];
  await bot.slack.views.publish({
    user_id: slackUserId,
    view: { type: 'home', callback_id: 'home', blocks: blocks.slice(0, MOST_BLOCKS) },
  });
}

async function blocksFor(bot: StaffBot, member: StaffMember): Promise<Block[]> {
  const parts = [
    homeDuty(bot, member),
    ...LISTS.map((list) => listBlocks(bot, member, list)),
    grantBoard(bot, member),
    homeOffers(bot, member),
  ];
  return (await Promise.all(parts)).flat();
}

async function listBlocks(bot: StaffBot, member: StaffMember, list: QueueView): Promise<Block[]> {
  const found = await listQueue(bot.line, member, list, MOST_ENTRIES);
  const title = staff(`list.${list}`);
  if (!found.ok) return [header(title), section(refusalWords(found))];
  const { entries, total } = found.value;
  return [
    header(`${title} (${total})`),
    ...entries.map((entry) => entryBlock(bot, entry)),
    ...(total > entries.length ? [context(staff('list.more', { count: total - entries.length }))] : []),
  ];
}

/** After a change of this person's own. A Home that could not be drawn is drawn when it is opened next. */
export async function refreshHome(bot: StaffBot, member: StaffMember): Promise<void> {
  try {
    await publishHome(bot, member.slackUserId, done(member));
  } catch (error) {
    logFailure(bot, error);
  }
}
