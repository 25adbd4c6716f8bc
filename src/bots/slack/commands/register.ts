import type { App } from '@slack/bolt';
import { parseReference } from '../../../core/domain/reference.ts';
import { grant } from '../grants/list.ts';
import { openCertificate } from '../offers/certificate.ts';
import { openOfferByCode, training } from '../offers/list.ts';
import { words as offerWords } from '../offers/words.ts';
import { CommandBody } from '../payloads.ts';
import { guarded, meet, type Surface, tell } from '../respond.ts';
import type { StaffBot } from '../staff-bot.ts';
import { openItem } from '../views/show.ts';
import type { Asked } from './asked.ts';
import { find, queue, stats } from './lists.ts';
import { openExport, openNew, openStaff } from './modals.ts';

const COMMANDS: Record<string, (asked: Asked) => Promise<void>> = {
  queue,
  find,
  stats,
  show,
  new: openNew,
  export: openExport,
  staff: openStaff,
  training,
  grant,
};

/** `/line`: every answer is seen by the asker alone. */
export function registerCommands(app: App, bot: StaffBot): void {
  app.command('/line', async ({ ack, body }) => {
    await ack();
    const parsed = CommandBody.safeParse(body);
    if (!parsed.success) return bot.log.warn({}, 'A command of Slack came without its fields');
    const command = parsed.data;
    const surface: Surface = {
      userId: command.user_id,
      responseUrl: command.response_url,
      channel: command.channel_id,
    };
    await guarded(bot, surface, async () => {
      const member = await meet(bot, { id: command.user_id, name: command.user_name });
      if (member === null) return tell(bot, surface, bot.words('refusals.no_role'));
      const [name = '', ...rest] = command.text.trim().split(/\s+/);
      const run = Object.hasOwn(COMMANDS, name.toLowerCase()) ? COMMANDS[name.toLowerCase()] : undefined;
      await (run ?? help)({ bot, member, surface, command, rest: rest.join(' ') });
    });
  });
}

const help = ({ bot, surface }: Asked): Promise<void> => tell(bot, surface, bot.words('help'));

/** By what the first letter says was looked for. */
function notFound(bot: StaffBot, typed: string): string {
  if (/^\s*c/i.test(typed)) return offerWords('certificate.not_found');
  return bot.words(/^\s*t/i.test(typed) ? 'refusals.offer_not_found' : 'refusals.not_found');
}

async function show({ bot, surface, command, rest }: Asked): Promise<void> {
  const reference = parseReference(rest);
  if (reference === null) return tell(bot, surface, notFound(bot, rest));
  const opening = { triggerId: command.trigger_id, person: { id: command.user_id } };
  if (reference.startsWith('T')) return openOfferByCode(bot, opening, reference);
  if (reference.startsWith('C')) return openCertificate(bot, opening, reference);
  await openItem(bot, opening, reference);
}
