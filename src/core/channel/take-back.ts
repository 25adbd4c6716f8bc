import { DONE, type JobResult } from '../domain/work/job-result.ts';
import type { Line } from '../line.ts';
import { oweNextEndOfLook, readChat } from '../residents/bubbles.ts';
import { dropLookPrompt } from '../residents/drop-look-prompt.ts';
import { openFarewell } from '../residents/farewell.ts';
import type { ChannelOf } from './channel.ts';

type TakeBackParts = { line: Line; channelOf: ChannelOf };

/**
 * What a resident's chat still owes to be emptied of; safe to repeat, whichever process does it. While they block us nothing can be taken
 * back: what is kept says it until they are back.
 */
export async function takeBack(parts: TakeBackParts, residentId: string): Promise<JobResult> {
  const found = await find(parts, residentId);
  return found ? found.chats.takeBack(found.chat) : DONE;
}

/** A look ends ten minutes after it was opened; until the service took it, it is owed. */
export async function endLook(parts: TakeBackParts, residentId: string): Promise<JobResult> {
  // Otherwise it could be said again, as a question that never arrived.
  await dropLookPrompt(parts.line, residentId);
  const found = await find(parts, residentId);
  if (!found) return DONE;
  if (await found.chats.markLooks(found.chat)) await oweNextEndOfLook(parts.line, residentId);
  return found.chats.takeBack(found.chat);
}

/** An item became sensitive, or its words are destroyed: what we said of it goes. */
export async function takeBackItem(parts: TakeBackParts, residentId: string, itemId: string): Promise<JobResult> {
  const found = await find(parts, residentId);
  if (!found) return DONE;
  await found.chats.mark(found.chat, [{ kind: 'take_back', about: itemId }]);
  return found.chats.takeBack(found.chat);
}

/** Of somebody who was forgotten: what was open, and what we said of sensitive items. */
export async function takeBackFarewell(parts: TakeBackParts, payload: Record<string, string>): Promise<JobResult> {
  const farewell = openFarewell(parts.line, payload);
  const chats = farewell && parts.channelOf(farewell.address)?.chats;
  if (!chats) return DONE;
  const hidden = await chats.hideMenu?.(farewell.address);
  const taken = await chats.takeBackFarewell(farewell);
  return taken.kind === 'done' && hidden !== undefined ? hidden : taken;
}

/** Null when they were forgotten, or where nothing can be taken back. */
async function find({ line, channelOf }: TakeBackParts, residentId: string) {
  const chat = await readChat(line, residentId);
  const chats = chat && channelOf(chat.address)?.chats;
  return chats ? { chat, chats } : null;
}
