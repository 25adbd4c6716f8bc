import { unsaidPrompts } from '../../core/residents/unsaid-prompts.ts';
import type { DeliverParts } from './deliver.ts';
import { makeFiles } from './make-files.ts';
import { renderSays } from './render.ts';
import type { SaidPrompts } from './said-prompts.ts';
import { sendAll } from './send.ts';

const AT_ONCE = 50;
/** So many in a row without an answer: Telegram is away, and the next sweep tries again. */
const AWAY_AFTER = 3;

/** Says again the questions that may never have arrived: the process died between commit and send, or Telegram was away. */
export async function resayPrompts(parts: DeliverParts, saidPrompts: SaidPrompts): Promise<number> {
  const { api, line, texts } = parts;
  const prompts = await unsaidPrompts(line, AT_ONCE);
  let unanswered = 0;
  for (const prompt of prompts) {
    if (unanswered >= AWAY_AFTER) break;
    const rendered = renderSays(texts, prompt.say, prompt.language, prompt.secondLanguage);
    const { messages } = await makeFiles(parts, prompt.chatId, rendered);
    const sent = await sendAll(api, prompt.chatId, messages);
    if (sent.ok || sent.failure.kind === 'refused' || sent.failure.kind === 'blocked')
      saidPrompts.note(prompt.residentId, prompt.update);
    unanswered = !sent.ok && sent.failure.kind === 'unknown' ? unanswered + 1 : 0;
  }
  return prompts.length;
}
