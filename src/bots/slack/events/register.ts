import type { App } from '@slack/bolt';
import { z } from 'zod';
import { findItemByCard } from '../../../core/cards/find-item-by-card.ts';
import { noteOnItem } from '../../../core/items/note-on-item.ts';
import { handleOnce } from '../../../core/slack/handle-once.ts';
import { publishHome } from '../home/publish-home.ts';
import { meet, refusalWords, tell } from '../respond.ts';
import type { StaffBot } from '../staff-bot.ts';

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

const HomeOpened = z.object({ event: z.object({ user: z.string(), tab: z.string().default('home') }) });

/** What a person writes plainly, and a file they put there; edits, joins and the rest are no notes. */
const WRITTEN = new Set([undefined, 'file_share', 'thread_broadcast']);

export function registerEvents(app: App, bot: StaffBot): void {
  app.event('message', async ({ body }) => {
    const parsed = ThreadMessage.safeParse(body);
    if (!parsed.success) return;
    const { event, event_id: eventId } = parsed.data;
    if (event.bot_id !== undefined || !WRITTEN.has(event.subtype) || event.thread_ts === event.ts) return;
    await handleOnce(bot.line, eventId, () => note(bot, event));
  });
  app.event('app_home_opened', async ({ body }) => {
    const parsed = HomeOpened.safeParse(body);
    if (!parsed.success || parsed.data.event.tab !== 'home') return;
    const { user } = parsed.data.event;
    await publishHome(bot, user, await meet(bot, { id: user }));
  });
}

/** A thread is for staff: what they write there is kept as an internal note and never goes to a resident. */
async function note(bot: StaffBot, event: z.infer<typeof ThreadMessage>['event']): Promise<void> {
  const item = await findItemByCard(bot.line, event.channel, event.thread_ts);
  const member = item && (await meet(bot, { id: event.user }));
  if (!item || !member) return;
  const text = [plainText(event.text), ...event.files.map(() => bot.words('file_note'))]
    .filter((part) => part !== '')
    .join('\n');
  const noted = await noteOnItem(bot.line, member, item.reference, {
    text,
    source: `slack:${event.channel}:${event.ts}`,
  });
  if (!noted.ok && noted.code !== 'empty_text')
    await tell(bot, { userId: event.user, channel: event.channel }, refusalWords(bot, noted));
}

/** Slack escapes three characters in what people write (docs.slack.dev, formatting message text); they are kept as they were typed. */
const plainText = (text: string): string =>
  text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&').trim();
