import type { QueueEntry } from '../../../core/items/list-queue.ts';
import { type Block, button } from '../kit/blocks.ts';
import { moment } from '../kit/moment.ts';
import { codeWords } from '../kit/words.ts';
import type { StaffBot } from '../staff-bot.ts';

/** A line of a list with its Open button. Of a sensitive item the number and the time alone. */
export function entryBlock(bot: StaffBot, entry: QueueEntry): Block {
  const due = bot.words('list.due', { when: moment(entry.dueAt) });
  const overdue = entry.status === 'open' && entry.firstResponseAt === null && entry.dueAt < bot.line.now();
  const what = entry.sensitive
    ? bot.words('list.sensitive')
    : [
        entry.type ? codeWords('type', entry.type) : codeWords('kind', entry.kind),
        entry.municipality ? codeWords('municipality', entry.municipality) : codeWords('agency', entry.agency),
        codeWords('language', entry.language),
      ].join(' · ');
  const when =
    entry.status === 'closed' ? bot.words('list.closed') : entry.firstResponseAt ? bot.words('list.answered') : due;
  const text = `*${entry.reference}* · ${what} · ${overdue ? `*${bot.words('list.overdue')}* ` : ''}${when}`;
  return {
    type: 'section',
    text: { type: 'mrkdwn', text, verbatim: true },
    accessory: button('home_open', bot.words('button.open'), entry.reference),
  };
}
