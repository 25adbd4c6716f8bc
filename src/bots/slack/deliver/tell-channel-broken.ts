import { attempt } from '../failures.ts';
import { staffWords } from '../kit/words.ts';
import { type Delivery, QUIET } from './context.ts';

const { words } = staffWords('staff-cards');

/** Tells the leads that the restricted channel cannot be used. No item is named: whoever reads this may not see it. */
export async function tellChannelBroken(to: Delivery, code: string): Promise<void> {
  const channel = to.channels.leads ?? to.channels.main;
  const told = await attempt(() =>
    to.slack.chat.postMessage({ channel, text: words('alert.sensitive_channel', { code }), ...QUIET }),
  );
  if (!told.ok)
    to.line.log.error({ channel }, 'nobody could be told in Slack that the restricted channel cannot be used');
}
