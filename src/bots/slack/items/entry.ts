import type { QueueEntry } from '../../../core/items/list-queue.ts';
import { HOME_OPEN } from '../cards/buttons.ts';
import { type Block, beside } from '../kit/blocks.ts';
import { moment } from '../kit/moment.ts';
import { staffWords } from '../kit/words.ts';
import type { StaffBot } from '../surface.ts';

const { codeWords } = staffWords('staff-cards');
const { words: staff } = staffWords('staff');

/** A line of a list with its Open button. Of a sensitive item the number and the time alone. */
export function entryBlock(bot: StaffBot, entry: QueueEntry): Block {
  const due = staff('list.due', { when: moment(entry.dueAt) });
  const overdue = entry.status === 'open' && entry.firstResponseAt === null && entry.dueAt < bot.line.now();
  const what = entry.sensitive
    ? staff('list.sensitive')
    : [
        entry.type ? codeWords('type', entry.type) : codeWords('kind', entry.kind),
        entry.municipality ? codeWords('municipality', entry.municipality) : codeWords('agency', entry.agency),
        codeWords('language', entry.language),
      ].join(' · ');
  const when = entry.status === 'closed' ? staff('list.closed') : entry.firstResponseAt ? staff('list.answered') : due;
  const text = `*${entry.reference}* · ${what} · ${overdue ? `*${staff('list.overdue')}* ` : ''}${when}`;
  return beside(text, HOME_OPEN.make(staff('button.open'), entry.reference));
}
