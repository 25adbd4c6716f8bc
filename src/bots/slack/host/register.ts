import type { App, ViewResponseAction } from '@slack/bolt';
import type { Refusal } from '../../../core/domain/result.ts';
import { visible } from '../../../core/domain/text/fold.ts';
import { MORE } from '../kit/button.ts';
import { message, type View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import {
  ActionBody,
  CommandBody,
  type Metadata,
  readFields,
  readMetadata,
  ShortcutBody,
  type SlackView,
  ViewBody,
} from '../payloads.ts';
import { guarded, logFailure, tell, whyRefused } from '../respond.ts';
import type { Admit, Aside, Kind, Listing, Opening, Press, Send, StaffBot } from '../surface.ts';
import { admit, type Person } from './admit.ts';
import { refreshHome } from './publish-home.ts';

const { words: staff } = staffWords('staff');

const ofKind = <Name extends Listing['kind']>(listings: readonly Listing[], kind: Name): Kind<Name>[] =>
  listings.filter((one): one is Kind<Name> => one.kind === kind);

/** Lets Bolt call every listing, and nothing else. */
export function registerListings(app: App, bot: StaffBot, listings: readonly Listing[]): void {
  for (const one of ofKind(listings, 'action')) registerPress(app, bot, one.id, () => one);
  const options = new Map(ofKind(listings, 'menu').map((one) => [one.id, one]));
  registerPress(app, bot, MORE.id, (value) => options.get(MORE.read(value)?.option ?? ''));
  for (const one of ofKind(listings, 'view')) registerView(app, bot, one);
  // Forms without a submit button and views closed need nothing of us.
  app.view({ type: 'view_closed', callback_id: /.*/ }, async ({ ack }) => ack());
  const words = [...ofKind(listings, 'command'), ...ofKind(listings, 'modal')];
  registerCommands(app, bot, new Map(words.map((one) => [one.id, one])));
  for (const one of ofKind(listings, 'shortcut')) registerShortcut(app, bot, one);
  for (const { id, rule, handle } of ofKind(listings, 'event'))
    app.event(id, async ({ body }) => handle({ bot, body, admit: (user) => admit(bot, { id: user }, rule) }));
}

/** Asks once who it is, however often a handler wants to know. */
function once(ask: Admit): Admit {
  let asked: ReturnType<Admit> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}

/** The card's buttons and those in our own modals. A payload without what we use is acknowledged and let be. */
function registerPress(
  app: App,
  bot: StaffBot,
  name: string,
  find: (value: string) => Kind<'action'> | Kind<'menu'> | undefined,
): void {
  app.action(name, async ({ ack, body }) => {
    await ack();
    const parsed = ActionBody.safeParse(body);
    if (!parsed.success) return bot.log.warn({ action: name }, 'A button of Slack came without its fields');
    const [pressed] = parsed.data.actions as [ActionBody['actions'][number]];
    const value = pressed.value ?? pressed.selected_option?.value ?? '';
    const listing = find(value);
    if (!listing) return bot.log.warn({ action: name }, 'A menu of Slack came with an option that is not ours');
    if (listing.kind === 'action' && !listing.takes(value))
      return bot.log.warn({ action: name }, 'A button of Slack came with a value that is not ours');
    // An option of the More menu says before the number what is wanted of it.
    const about = listing.kind === 'menu' ? (MORE.read(value)?.reference ?? '') : value;
    const at = pressedAt(bot, parsed.data, listing, about);
    await guarded(bot, at.aside, () => listing.handle(at));
  });
}

function pressedAt(
  bot: StaffBot,
  body: ActionBody,
  { rule }: Pick<Listing, 'rule'>,
  value: string,
): Parameters<Press>[0] {
  const { user } = body;
  // Home is no modal, so nothing can be laid on top of it.
  const view = body.view && body.view.callback_id !== 'home' ? body.view : undefined;
  const opening: Opening = {
    triggerId: body.trigger_id,
    admit: once(() => admit(bot, { id: user.id, name: user.name ?? user.username }, rule)),
    onTopOf: view?.id,
  };
  const aside: Aside = {
    userId: user.id,
    responseUrl: body.response_url,
    channel: body.channel?.id ?? body.container?.channel_id,
  };
  const offerId = (view && readMetadata(view))?.offerId;
  return { bot, body, aside, opening, value, viewId: view?.id, rootId: view?.root_view_id ?? view?.id, offerId };
}

/**
 * Slack waits three seconds for the answer to a form. It carries the refusal, so that nothing typed is lost; the change key
 * makes a second sending of the same form one change.
 */
function registerView(app: App, bot: StaffBot, listing: Kind<'view'>): void {
  app.view(listing.id, async ({ ack, body }) => {
    const parsed = ViewBody.safeParse(body);
    const metadata = parsed.success ? readMetadata(parsed.data.view) : null;
    if (!parsed.success || !metadata) {
      bot.log.warn({ view: listing.id }, 'A form of Slack came without its fields');
      return ack(update(message(staff('refusals.bad_form'))));
    }
    const { view, user } = parsed.data;
    try {
      await ack(await submit(bot, listing, { view, user, metadata }));
    } catch (error) {
      logFailure(bot, error);
      await ack(refusedIn(view, staff('apology')));
    }
  });
}

/** From Slack's own menus: what it opens is a modal, in whose place stands why not. */
function registerShortcut(app: App, bot: StaffBot, { id, rule, handle }: Kind<'shortcut'>): void {
  app.shortcut(id, async ({ ack, body }) => {
    await ack();
    const parsed = ShortcutBody.safeParse(body);
    if (!parsed.success) return bot.log.warn({ action: id }, 'A shortcut of Slack came without its fields');
    const { user, trigger_id: triggerId, channel } = parsed.data;
    const aside: Aside = { userId: user.id, channel: channel?.id };
    const person = { id: user.id, name: user.name ?? user.username };
    await guarded(bot, aside, () =>
      handle({ bot, aside, opening: { triggerId, admit: once(() => admit(bot, person, rule)) } }),
    );
  });
}

type Sent = { view: SlackView; user: Person; metadata: Metadata };

async function submit(
  bot: StaffBot,
  { rule, handle }: { rule: Kind<'view'>['rule']; handle: Send },
  { view, user, metadata }: Sent,
): Promise<ViewResponseAction | undefined> {
  const member = await admit(bot, user, rule);
  if (!member.ok) return update(message(await whyRefused(bot, member)));
  const result = await handle(bot, member.value, metadata, readFields(view), view);
  if ('answer' in result) return result.answer;
  if (!result.ok) return refusedIn(view, await whyRefused(bot, result, true));
  // The change is made: a Home that cannot be drawn now is drawn when it is opened.
  void refreshHome(bot, member.value);
  return result.value === null ? undefined : update(message(result.value));
}

const update = (view: View): ViewResponseAction => ({ response_action: 'update', view });

/** Beside the first field, so that the form stays open as it was filled in. */
function refusedIn(view: SlackView, text: string): ViewResponseAction {
  const block = Object.keys(view.state?.values ?? {}).find((id) => !id.startsWith('tools-'));
  return block ? { response_action: 'errors', errors: { [block]: text } } : update(message(text));
}

/** `/line`: every answer is seen by the asker alone. A word that is none of ours is answered with the list of ours. */
function registerCommands(app: App, bot: StaffBot, words: Map<string, Kind<'command'> | Kind<'modal'>>): void {
  app.command('/line', async ({ ack, body }) => {
    await ack();
    const parsed = CommandBody.safeParse(body);
    if (!parsed.success) return bot.log.warn({}, 'A command of Slack came without its fields');
    const command = parsed.data;
    const aside: Aside = {
      userId: command.user_id,
      responseUrl: command.response_url,
      channel: command.channel_id,
    };
    await guarded(bot, aside, async () => {
      const [name = '', ...rest] = command.text.trim().split(/\s+/);
      // Pasted with its marks, or with what nobody sees.
      const listing =
        words.get(
          visible(name)
            .replace(/[^\p{L}]/gu, '')
            .toLowerCase(),
        ) ?? words.get('help');
      if (!listing) return;
      const person = { id: command.user_id, name: command.user_name };
      const opening: Opening = {
        triggerId: command.trigger_id,
        admit: once(() => admit(bot, person, listing.rule)),
      };
      const asked = { bot, aside, command, opening, rest: rest.join(' ') };
      const member = await opening.admit();
      if (listing.kind === 'modal' && (member.ok || member.code === 'role_needed')) return listing.handle(asked);
      if (listing.kind === 'modal' || !member.ok) return tell(bot, aside, await whyRefused(bot, member as Refusal));
      await listing.handle({ ...asked, member: member.value });
    });
  });
}
