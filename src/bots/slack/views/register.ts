import type { App } from '@slack/bolt';
import { doubtLanguage } from '../grants/actions.ts';
import { GRANT_WORK } from '../grants/work.ts';
import { refreshHome } from '../home/publish-home.ts';
import { OFFER_WORK, type OfferWork } from '../offers/work.ts';
import { type Metadata, readFields, readMetadata, type SlackView, ViewBody } from '../payloads.ts';
import { logFailure, meet, refusalWords } from '../respond.ts';
import type { StaffBot } from '../staff-bot.ts';
import { FORM_WORK } from './form-work.ts';
import { readByMoreForm, replyForm } from './item-forms.ts';
import { looksWrong } from './language-hint.ts';
import { message } from './parts.ts';

/** Every form by its name. */
const WORK: Record<string, OfferWork> = { ...FORM_WORK, ...GRANT_WORK, ...OFFER_WORK };

/**
 * Slack waits three seconds for the answer to a form. It carries the refusal, so that nothing typed is lost; the change key
 * makes a second sending of the same form one change.
 */
export function registerViews(app: App, bot: StaffBot): void {
  for (const [name, work] of Object.entries(WORK)) {
    app.view(name, async ({ ack, body }) => {
      const parsed = ViewBody.safeParse(body);
      const metadata = parsed.success ? readMetadata(parsed.data.view) : null;
      if (!parsed.success || !metadata) {
        bot.log.warn({ view: name }, 'A form of Slack came without its fields');
        return ack({ response_action: 'update', view: message(bot, bot.words('refusals.bad_form')) } as never);
      }
      const { view, user } = parsed.data;
      try {
        await ack((await submit(bot, name, work, { view, user, metadata })) as never);
      } catch (error) {
        logFailure(bot, error);
        await ack(refusedIn(view, bot.words('apology'), bot) as never);
      }
    });
  }
  // Forms without a submit button and views closed need nothing of us.
  app.view({ type: 'view_closed', callback_id: /.*/ }, async ({ ack }) => ack());
}

type Sent = { view: SlackView; user: { id: string; name?: string | undefined }; metadata: Metadata };

async function submit(
  bot: StaffBot,
  name: string,
  work: OfferWork,
  { view, user, metadata }: Sent,
): Promise<object | undefined> {
  const member = await meet(bot, user);
  if (member === null) return update(message(bot, bot.words('refusals.no_role')));
  const fields = readFields(view);
  if (name === 'reply' && !metadata.warned && typeof fields.text === 'string') {
    const text = fields.text;
    if (looksWrong(text, metadata.language ?? 'sq'))
      return update(replyForm(bot, { metadata: { ...metadata, warned: true }, text, preview: true }));
  }
  const doubted = await doubtLanguage(bot, member, name, metadata, fields);
  if (doubted) return update(doubted);
  const result = await work(bot, member, metadata, fields, view);
  if ('answer' in result) return result.answer;
  if (!result.ok && result.code === 'more_read_it') {
    const again = readByMoreForm(bot, name, metadata, Number(result.values?.count), fields);
    if (again) return update(again);
  }
  if (!result.ok) return refusedIn(view, refusalWords(bot, result, true), bot);
  // The change is made: a Home that cannot be drawn now is drawn when it is opened.
  void refreshHome(bot, member);
  return result.value === null ? undefined : update(message(bot, result.value));
}

const update = (view: object) => ({ response_action: 'update', view });

/** Beside the first field, so that the form stays open as it was filled in. */
function refusedIn(view: SlackView, text: string, bot: StaffBot): object {
  const block = Object.keys(view.state?.values ?? {}).find((id) => !id.startsWith('tools-'));
  return block ? { response_action: 'errors', errors: { [block]: text } } : update(message(bot, text));
}
