import { DONE, type JobResult } from '../domain/work/job-result.ts';
import type { Line } from '../line.ts';
import { readChat } from '../residents/bubbles.ts';
import type { ChannelOf } from './channel.ts';

/**
 * The commands that a service lists beside the chat, in the language of whoever agreed to be kept, or taken away again. `as`: which of
 * both; each is a row of its own, and what is read anew is only in which language.
 */
export async function putMenu(
  parts: { line: Line; channelOf: ChannelOf },
  { residentId, as }: { residentId: string; as: string },
): Promise<JobResult> {
  const chat = await readChat(parts.line, residentId);
  const chats = chat && parts.channelOf(chat.address)?.chats;
  if (!chat || !chats?.showMenu || !chats.hideMenu) return DONE;
  if (as === 'hidden') return chats.hideMenu(chat.address);
  const shown = await chats.showMenu(chat.address, chat.language);
  // Forgotten meanwhile: what takes it away may have come first.
  return (await readChat(parts.line, residentId)) === null ? chats.hideMenu(chat.address) : shown;
}
