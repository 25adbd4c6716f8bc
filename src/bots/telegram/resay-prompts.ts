import type { BubbleKind } from '../../core/domain/bubbles.ts';
import { unsaidPrompts } from '../../core/residents/unsaid-prompts.ts';
import type { DeliverParts } from './deliver.ts';
import { makeFiles } from './make-files.ts';
import { renderSays } from './render.ts';
import type { SaidPrompts } from './said-prompts.ts';
import { sendAll } from './send.ts';
import { clearBelow } from './take-back.ts';

const AT_ONCE = 50;
/** So many in a row without an answer: Telegram is away, and the next sweep tries again. */
const AWAY_AFTER = 3;

/** Says again the questions that may never have arrived: the process died between commit and send, or Telegram was away. */
export async function resayPrompts(parts: DeliverParts, saidPrompts: SaidPrompts): Promise<number> {
  const { api, line, texts, unkept } = parts;
  const prompts = await unsaidPrompts(line, AT_ONCE);
  let unanswered = 0;
  for (const prompt of prompts) {
    if (unanswered >= AWAY_AFTER) break;
    const rendered = renderSays(texts, prompt.say, prompt.language, prompt.secondLanguage);
    const { messages } = await makeFiles(parts, prompt.address.text, rendered);
    const note = (id: number, kind: BubbleKind | undefined) => unkept.note(prompt.address.text, id, true, kind);
    const sent = await sendAll(api, prompt.address.text, messages, { note });
    await parts.keepBubbles.now({ chatId: prompt.address.text, kept: prompt.kept });
    if (prompt.say.some((say) => say.bubble?.look)) await clearBelow(parts, prompt.address.text, prompt.kept);
    if (sent.ok || sent.failure.kind === 'refused' || sent.failure.kind === 'blocked')
      saidPrompts.note(prompt.residentId, prompt.arrival);
    unanswered = !sent.ok && sent.failure.kind === 'unknown' ? unanswered + 1 : 0;
  }
  return prompts.length;
}
