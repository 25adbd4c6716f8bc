import { type Acknowledged, type Kind, type Raw, type Retry, sendSigned, tellByHttp } from './deliver-http.ts';
import { noteAct } from './noted.ts';
import type { Sockets } from './sockets.ts';
import { APP, type Json, type State, TEAM } from './state.ts';

const RETRIES = 3;

/** How the app hears of what people do: over HTTP where it has an address, else over Socket Mode. */
export function makeTellApp(state: State, sockets: Sockets) {
  let eventsUrl = state.eventsUrl;
  let lastEvent: Json | null = null;

  const once = (kind: Kind, payload: Json, retry?: Retry): Promise<Acknowledged> =>
    eventsUrl === undefined
      ? sockets.tell(kind, payload, retry)
      : tellByHttp(eventsUrl, state.signingSecret, kind, payload, retry);

  /** An event comes again, up to three times, until it is acknowledged. */
  const deliverEvent = async (body: Json): Promise<boolean> => {
    let result = await once('events_api', body);
    for (let num = 1; !result.ok && num <= RETRIES; num += 1)
      result = await once('events_api', body, { num, reason: result.reason });
    return result.ok;
  };

  return {
    /** A command or an interaction: once, and its acknowledgement. */
    ask: async (kind: Exclude<Kind, 'events_api'>, payload: Json): Promise<Json> => {
      noteAct(state, kind === 'slash_commands' ? kind : String(payload.type));
      const result = await once(kind, payload);
      if (!result.ok) throw new Error(`the app did not acknowledge: ${result.reason}`);
      return (result.payload ?? {}) as Json;
    },
    event: (event: Json): Promise<boolean> => {
      lastEvent = {
        token: 'sandbox',
        team_id: TEAM,
        api_app_id: APP,
        type: 'event_callback',
        event_id: state.id('Ev'),
        event_time: Math.floor(state.clock().getTime() / 1000),
        event,
      };
      return deliverEvent(lastEvent);
    },
    redeliver: async (): Promise<boolean> => {
      if (!lastEvent) throw new Error('no event was delivered yet');
      return (await once('events_api', lastEvent, { num: 1, reason: 'timeout' })).ok;
    },
    raw: async (raw: Raw): Promise<{ status: number; body: string }> => {
      if (eventsUrl === undefined) throw new Error('the app has no address: set one first');
      const response = await sendSigned(eventsUrl, state.signingSecret, raw);
      return { status: response.status, body: await response.text() };
    },
    /** Sets the address after it proved itself, as the app's settings page does. */
    setUrl: async (url: string | undefined, verify = false): Promise<void> => {
      if (url !== undefined && verify) {
        const body = JSON.stringify({ type: 'url_verification', token: 'sandbox', challenge: state.id('C') });
        const response = await sendSigned(url, state.signingSecret, { body, contentType: 'application/json' });
        const answer = await response.text();
        if (!response.ok || !answer.includes(JSON.parse(body).challenge)) throw new Error('url_verification failed');
      }
      eventsUrl = url;
    },
  };
}
export type TellApp = ReturnType<typeof makeTellApp>;
