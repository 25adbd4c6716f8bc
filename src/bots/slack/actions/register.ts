import type { App } from '@slack/bolt';
import { mayWorkOn, type StaffMember } from '../../../core/domain/permissions.ts';
import { type Result, refuse } from '../../../core/domain/result.ts';
import { answerReferral } from '../../../core/items/answer-referral.ts';
import { claimItem } from '../../../core/items/claim-item.ts';
import { countReaders } from '../../../core/items/count-readers.ts';
import { visibility } from '../../../core/items/item-view.ts';
import { releaseItem } from '../../../core/items/release-item.ts';
import { reopenItem } from '../../../core/items/reopen-item.ts';
import { showHistory } from '../../../core/items/show-history.ts';
import { showItem } from '../../../core/items/show-item.ts';
import { section } from '../cards/blocks.ts';
import { parseMoreValue } from '../cards/card-buttons.ts';
import { nameOf } from '../cards/card-facts.ts';
import { moment } from '../cards/moment.ts';
import { GRANT_ACTIONS } from '../grants/actions.ts';
import { refreshHome } from '../home/publish-home.ts';
import { OFFER_ACTIONS } from '../offers/actions.ts';
import { ActionBody, readFields, readMetadata } from '../payloads.ts';
import { guarded, meet, refusalWords, type Surface, tell } from '../respond.ts';
import type { StaffBot } from '../staff-bot.ts';
import { ITEM_FORMS, replyForm } from '../views/item-forms.ts';
import { itemModal } from '../views/item-view.ts';
import { message } from '../views/parts.ts';
import { openItem, openModal, redraw } from '../views/show.ts';
import { sendRecording } from './send-recording.ts';

type Pressed = { bot: StaffBot; body: ActionBody; surface: Surface; value: string };
type Verb = (bot: StaffBot, member: StaffMember, reference: string) => Promise<Result<unknown>>;

/** The card's buttons and those in our own modals. A payload without what we use is acknowledged and let be. */
export function registerActions(app: App, bot: StaffBot): void {
  const on = (name: string, work: (pressed: Pressed) => Promise<void>) =>
    app.action(name, async ({ ack, body }) => {
      await ack();
      const parsed = ActionBody.safeParse(body);
      if (!parsed.success) return bot.log.warn({ action: name }, 'A button of Slack came without its fields');
      const action = parsed.data.actions[0] as ActionBody['actions'][number];
      const surface: Surface = {
        userId: parsed.data.user.id,
        responseUrl: parsed.data.response_url,
        channel: parsed.data.channel?.id ?? parsed.data.container?.channel_id,
      };
      const value = action.value ?? action.selected_option?.value ?? '';
      await guarded(bot, surface, () => work({ bot, body: parsed.data, surface, value }));
    });
  on('claim', (pressed) => change(pressed, pressed.value, (_, member, ref) => claimItem(bot.line, member, ref)));
  on('accept_referral', (pressed) =>
    change(pressed, pressed.value, (_, member, ref) => answerReferral(bot.line, member, ref, { accept: true })),
  );
  for (const name of ['reply', 'note', 'refer', 'close', 'return_referral', 'exclude'])
    on(name, (pressed) => openForm(pressed, name, pressed.value));
  for (const name of ['open', 'home_open']) on(name, ({ body, value }) => openItem(bot, openingOf(body), value));
  on('more', more);
  for (const [name, press] of Object.entries(GRANT_ACTIONS))
    on(name, ({ body, value }) => press(bot, openingOf(body), value));
  for (const [name, press] of Object.entries(OFFER_ACTIONS)) on(name, (pressed) => press(inModal(pressed)));
  on('send_recording', sendRecordingPressed);
  on('canned', (pressed) => rewriteReply(pressed, pressed.value));
  on('preview', (pressed) => rewriteReply(pressed, null));
}

const openingOf = (body: ActionBody) => ({
  triggerId: body.trigger_id,
  person: { id: body.user.id, name: body.user.name ?? body.user.username },
  // Home is no modal, so nothing can be laid on top of it.
  onTopOf: body.view && body.view.callback_id !== 'home' ? body.view.id : undefined,
});

/** What a button of an offer needs to know of the modal it stands in. */
function inModal({ bot, body, value }: Pressed) {
  const opening = openingOf(body);
  const { onTopOf: viewId } = opening;
  const view = viewId === undefined ? undefined : body.view;
  const offerId = (view && readMetadata(view))?.offerId;
  return { bot, opening, value, viewId, rootId: view?.root_view_id ?? viewId, offerId };
}

async function openForm({ bot, body }: Pressed, name: string, reference: string): Promise<void> {
  await openModal(bot, openingOf(body), async (member) => {
    const shown = await showItem(bot.line, member, reference);
    if (!shown.ok) return shown;
    if (!mayWorkOn(member, visibility(shown.value))) return refuse('not_allowed');
    const make = ITEM_FORMS[name] as (typeof ITEM_FORMS)[string];
    return { ok: true, value: make(bot, shown.value, await countReaders(bot.line, reference)) };
  });
}

/** A change without a form. On a card the card itself shows what came of it; in a modal the modal is drawn anew. */
async function change({ bot, body, surface }: Pressed, reference: string, verb: Verb): Promise<void> {
  const { person, onTopOf } = openingOf(body);
  const member = await meet(bot, person);
  const result = member ? await verb(bot, member, reference) : refuse('no_role');
  if (onTopOf === undefined) {
    if (!result.ok) await tell(bot, surface, refusalWords(bot, result));
  } else {
    const shown = result.ok ? await showItem(bot.line, member, reference) : result;
    const view = shown.ok ? itemModal(bot, shown.value as never) : message(bot, refusalWords(bot, shown));
    await redraw(bot, onTopOf, view);
  }
  if (member && result.ok) await refreshHome(bot, member);
}

async function more(pressed: Pressed): Promise<void> {
  const { bot, body } = pressed;
  const wanted = parseMoreValue(pressed.value);
  if (wanted === null) return bot.log.warn({ action: 'more' }, 'A menu of Slack came with an option that is not ours');
  const { option, reference } = wanted;
  if (option === 'reopen') return change(pressed, reference, (_, member, ref) => reopenItem(bot.line, member, ref));
  if (option === 'release') return change(pressed, reference, (_, member, ref) => releaseItem(bot.line, member, ref));
  if (option === 'history') return openModal(bot, openingOf(body), (member) => history(bot, member, reference));
  return openForm(pressed, option, reference);
}

const MOST_EVENTS = 90;

async function history(
  bot: StaffBot,
  member: StaffMember,
  reference: string,
): Promise<Result<ReturnType<typeof message>>> {
  const found = await showHistory(bot.line, member, reference);
  if (!found.ok) return found;
  const blocks = found.value.slice(-MOST_EVENTS).map(({ kind, actor, staffName, at }) => {
    const what = bot.texts.has('en', `staff:event.${kind}`) ? bot.words(`event.${kind}`) : kind;
    return section(`${moment(at)} · ${staffName ? nameOf(staffName) : bot.words(`actor.${actor}`)} · ${what}`);
  });
  return { ok: true, value: message(bot, blocks.length > 0 ? blocks : bot.words('nothing')) };
}

async function sendRecordingPressed({ bot, body, surface, value }: Pressed): Promise<void> {
  const { person, onTopOf } = openingOf(body);
  const member = await meet(bot, person);
  const result = member ? await sendRecording(bot, member, value) : refuse('no_role');
  const text = result.ok ? bot.words('item.recording_sent') : refusalWords(bot, result);
  if (onTopOf === undefined) await tell(bot, surface, text);
  else await bot.slack.views.push({ trigger_id: body.trigger_id, view: message(bot, text) } as never);
}

/** Puts a ready answer into the form, or shows what was typed as it will be read. */
async function rewriteReply({ bot, body }: Pressed, canned: string | null): Promise<void> {
  const metadata = body.view && readMetadata(body.view);
  if (!body.view || !metadata)
    return bot.log.warn({ action: 'reply' }, 'A reply form of Slack came without its fields');
  if ((await meet(bot, body.user)) === null) return;
  const typed = readFields(body.view).text;
  const text =
    canned !== null && bot.texts.has('en', `canned:${canned}.text`)
      ? bot.texts.say(metadata.language ?? 'sq', `canned:${canned}.text`)
      : typeof typed === 'string'
        ? typed
        : '';
  const view = replyForm(bot, { metadata, text, preview: canned === null });
  await redraw(bot, body.view.id, view);
}
