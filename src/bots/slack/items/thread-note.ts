import { z } from 'zod';
import { noteOnItem } from '../../../core/items/note-on-item.ts';
import { findItemByCard } from '../../../core/posts/standing-posts.ts';
import { handleOnce } from '../../../core/slack/handle-once.ts';
import { event } from '../host/listing.ts';
import { staffWords } from '../kit/words.ts';
import { tell, whyRefused } from '../respond.ts';
import type { StaffBot, Told } from '../surface.ts';

const { words: staff } = staffWords('staff');

const ThreadMessage = z.object({
  event_id: z.string(),
  event: z.object({
    channel: z.string(),
    ts: z.string(),
    thread_ts: z.string(),
    user: z.string(),
    text: z.string().default(''),
    subtype: z.string().optional(),
    bot_id: z.string().optional(),
    files: z.array(z.unknown()).default([]),
  }),
});

/** What a person writes plainly, and a file they put there; edits, joins and the rest are no notes. */
const WRITTEN = new Set([undefined, 'file_share', 'thread_broadcast']);

/** What is written in the thread of a card. */
export const THREAD_NOTE = event('message', 'work_on_items', async ({ bot, body, admit }) => {
  const parsed = ThreadMessage.safeParse(body);
  if (!parsed.success) return;
  const { event: said, event_id: eventId } = parsed.data;
  if (said.bot_id !== undefined || !WRITTEN.has(said.subtype) || said.thread_ts === said.ts) return;
  await handleOnce(bot.line, eventId, () => note(bot, said, admit));
});

/** A thread is for staff: what they write there is kept as an internal note and never goes to a resident. */
async function note(bot: StaffBot, said: z.infer<typeof ThreadMessage>['event'], admit: Told['admit']): Promise<void> {
  const item = await findItemByCard(bot.line, said.channel, said.thread_ts);
  const member = item && (await admit(said.user));
  // Whoever is nobody to the line talks to colleagues, and need not be told.
  if (!item || !member || (!member.ok && member.code === 'no_role')) return;
  const text = [plainText(said.text), ...said.files.map(() => staff('file_note'))]
    .filter((part) => part !== '')
    .join('\n');
  const source = `slack:${said.channel}:${said.ts}`;
  const noted = member.ok ? await noteOnItem(bot.line, member.value, item.reference, { text, source }) : member;
  if (!noted.ok && noted.code !== 'empty_text')
    await tell(bot, { userId: said.user, channel: said.channel }, await whyRefused(bot, noted));
}

/** Slack escapes three characters in what people write (docs.slack.dev, formatting message text); they are kept as they were typed. */
const plainText = (text: string): string =>
  text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&').trim();
