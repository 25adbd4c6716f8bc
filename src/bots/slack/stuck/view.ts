import { isCode } from '../../../core/domain/codes.ts';
import { AREAS, type Cause, keyOfCause, STUCK_STATES, type Stuck } from '../../../core/domain/work/stuck.ts';
import { classifyCode } from '../failures.ts';
import { type Block, beside, LIMITS, plain, section } from '../kit/blocks.ts';
import { buttonOf } from '../kit/button.ts';
import { message, newMetadata, type View } from '../kit/modal.ts';
import { ago } from '../kit/moment.ts';
import { staffWords, wordsAt } from '../kit/words.ts';

const { words } = staffWords('staff-stuck');

/** A modal takes a hundred blocks. */
const MOST_CAUSES = 80;

/** All that one cause holds is tried at once. */
export const STUCK_AGAIN = buttonOf<Cause>('stuck_again', {
  write: keyOfCause,
  read: (written) => {
    const [area, state, reason = ''] = written.split(':');
    return isCode(AREAS, area) && isCode(STUCK_STATES, state) ? { area, state, reason } : null;
  },
});

/** What it comes from, and what to do: Slack's codes by what kind they are, ours and Telegram's each by itself. */
function causeWords(reason: string): string {
  const { kind } = classifyCode(reason);
  const own = wordsAt(`staff-stuck:reason.${reason}`);
  return own ?? words(`cause.${kind === 'channel' || kind === 'account' ? kind : 'other'}`, { code: reason });
}

function entry(stuck: Stuck): Block {
  const { area, state, reason, count, since } = stuck;
  const head = words(`area.${area}`, { count });
  const how = words(`state.${state}`, { since: ago(since) });
  return beside(`*${head}*\n${how}\n${causeWords(reason)}`, STUCK_AGAIN.make(words('again'), stuck));
}

/** Every cause with what to do about it. `note`: what was just done. */
export function stuckView(all: readonly Stuck[], note?: string): View {
  const blocks: Block[] = [
    ...(note === undefined ? [] : [section(`_${note}_`)]),
    section(all.length === 0 ? words('nothing') : words('what')),
    ...all.slice(0, MOST_CAUSES).map(entry),
  ];
  return { ...message(blocks, newMetadata('')), title: plain(words('title'), LIMITS.modalTitle) };
}
