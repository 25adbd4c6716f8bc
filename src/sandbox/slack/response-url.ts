import { randomUUID } from 'node:crypto';
import { addMessage, contentOf, findMessage } from './messages.ts';
import { SlackRefusal } from './refusal.ts';
import { BOT, BOT_USER, type Ephemeral, type Json, type ResponseUrl, type State } from './state.ts';

const USES = 5;
const LIFE_MS = 30 * 60_000;

/** An address at which the app may answer somebody: five times in thirty minutes (docs.slack.dev/interactivity/handling-user-interaction). */
export function makeResponseUrl(state: State, user: string, channel: string, ts?: string): string {
  const token = randomUUID();
  state.responseUrls.set(token, { user, channel, uses: 0, at: state.clock().getTime(), ...(ts && { ts }) });
  return `${state.root}/response/${token}`;
}

/** What an app posts to such an address. */
export function takeResponse(state: State, token: string, body: Json): void {
  const url = state.responseUrls.get(token);
  if (!url) throw new SlackRefusal('invalid_url');
  if (state.clock().getTime() - url.at > LIFE_MS) throw new SlackRefusal('expired_url');
  if (url.uses >= USES) throw new SlackRefusal('used_url');
  url.uses += 1;
  respond(state, url, body, 'response_url');
}

/** Shows an answer: in the channel, in place of the message, or to one person alone. */
export function respond(state: State, url: ResponseUrl, body: Json, via: Ephemeral['via']): void {
  const original = url.ts ? findMessage(state, url.channel, url.ts) : undefined;
  if (body.delete_original === true) {
    if (original) Object.assign(original, { deleted: true, text: '', blocks: [], mentions: [] });
    state.ephemerals = state.ephemerals.filter((one) => one.ts !== url.ts);
    state.changed(url.channel);
    return;
  }
  const content = contentOf(state, body);
  const shown = state.ephemerals.find((one) => one.ts === url.ts);
  if (body.replace_original === true && original) Object.assign(original, content, { edited: true });
  else if (body.replace_original === true && shown) Object.assign(shown, content);
  else if (body.response_type === 'in_channel')
    addMessage(state, { channel: url.channel, user: BOT_USER, bot_id: BOT, files: [], ...content });
  else state.ephemerals.push({ user: url.user, channel: url.channel, ts: state.nextTs(), via, ...content });
  state.changed(url.channel);
}
