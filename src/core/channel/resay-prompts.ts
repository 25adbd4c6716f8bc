import type { Channel } from '../domain/codes.ts';
import { unsaidPrompts } from '../residents/unsaid-prompts.ts';
import { isSettled } from './channel.ts';
import type { DeliverParts } from './deliver.ts';
import { fitSays } from './fit-says.ts';
import type { SaidPrompts } from './said-prompts.ts';

const AT_ONCE = 50;
/** So many in a row without an answer: the service is away, and the next sweep tries again. */
const AWAY_AFTER = 3;

/** Says again the questions that may never have arrived: the process died between commit and send, or the service was away. */
export async function resayPrompts(parts: DeliverParts, saidPrompts: SaidPrompts): Promise<number> {
  const prompts = await unsaidPrompts(parts.line, AT_ONCE);
  const unanswered = new Map<Channel, number>();
  for (const prompt of prompts) {
    const { address, kept } = prompt;
    const channel = parts.channelOf(address);
    const silent = unanswered.get(address.channel) ?? 0;
    if (!channel || silent >= AWAY_AFTER) continue;
    const { says } = await fitSays(parts, channel, address, prompt.say, prompt);
    const sent = await channel.send(address, channel.render(says, prompt), {});
    await channel.chats?.keep(address, kept, true);
    if (prompt.say.some((say) => say.bubble?.look)) await channel.chats?.clearBelow(address, kept);
    if (isSettled(sent)) saidPrompts.note(prompt.residentId, prompt.arrival);
    unanswered.set(address.channel, !sent.ok && sent.failure.kind === 'unknown' ? silent + 1 : 0);
  }
  return prompts.length;
}
