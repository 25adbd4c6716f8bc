import { z } from 'zod';
import { command, event } from '../host/listing.ts';
import { publishHome } from '../host/publish-home.ts';
import { staffWords } from '../kit/words.ts';
import { tell } from '../respond.ts';
import type { Surface } from '../surface.ts';

const { words } = staffWords('staff');

const HomeOpened = z.object({ event: z.object({ user: z.string(), tab: z.string().default('home') }) });

/** What shows all the others together. */
export const HOME: Surface = {
  commands: [
    command(
      'help',
      'have_a_role',
      () => words('help.help'),
      ({ bot, aside }) => tell(bot, aside, bot.surfaces.help()),
    ),
  ],
  events: [
    event('app_home_opened', 'have_a_role', async ({ bot, body, admit }) => {
      const parsed = HomeOpened.safeParse(body);
      if (!parsed.success || parsed.data.event.tab !== 'home') return;
      const { user } = parsed.data.event;
      await publishHome(bot, user, await admit(user));
    }),
  ],
};
