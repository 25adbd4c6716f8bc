import { rememberStandings } from '../../src/core/dialogue/remembered.ts';
import type { TurnInput } from '../../src/core/dialogue/step/turn-input.ts';
import { takeTurnOrLeave } from '../../src/core/dialogue/take-turn-or-leave.ts';
import type { TurnResult } from '../../src/core/dialogue/turn.ts';
import type { Language } from '../../src/core/domain/codes.ts';
import type { Say } from '../../src/core/domain/say.ts';
import { emptyEnvelope } from '../../src/core/items/taken-in/envelope.ts';
import type { Line } from '../../src/core/line.ts';
import { recordSaid, releaseSays, takePendingSays } from '../../src/core/residents/pending-says.ts';
import { rows } from './rows.ts';

/** What a worker does at once when somebody sent something without a name. */
async function workOnEnvelopes(line: Line): Promise<void> {
  const owed = await rows(line, "delete from outbox where topic = 'envelope' returning payload->>'residentId' as id");
  for (const { id } of owed) await emptyEnvelope(line, String(id));
}

let nextUpdate = 1_000_000;
let nextMessage = 1;

/** A resident who speaks to core without a channel between: every act is one turn. */
/**
 * `worker: false`: what is sent without a name stays in the envelope until the test empties it. `told: false`: the channel does not answer,
 * and what is promised stays owed. Each remembers where they stand as a process of the channel does: a second one of the same chat is another
 * process. `heard`: told of everything that is said.
 */
export function makeResident(
  line: Line,
  chatId = String(900_000_000 + Math.floor(Math.random() * 1e8)),
  {
    worker = true,
    told = true,
    heard,
  }: { worker?: boolean; told?: boolean; heard?: (says: readonly Say[], result: TurnResult) => void } = {},
) {
  let last: Say[] = [];
  const standings = rememberStandings(line.now);
  const act = async (
    input: TurnInput,
    updateId = nextUpdate++,
  ): Promise<TurnResult & { all: Say[]; updateId: number }> => {
    const result = await takeTurnOrLeave(line, {
      arrival: String(updateId),
      address: { channel: 'telegram', text: chatId },
      input,
      standings,
    });
    const promised = told && result.promisedTo ? await takePendingSays(line, result.promisedTo) : null;
    if (result.promisedTo && promised && promised !== 'busy') {
      for (const { deliveryId } of promised.says) await recordSaid(line, result.promisedTo, deliveryId);
      await releaseSays(
        line,
        result.promisedTo,
        promised.says.some(({ nameless }) => nameless),
      );
    }
    if (worker) await workOnEnvelopes(line);
    const all = [...(promised && promised !== 'busy' ? promised.says.flatMap(({ say }) => say) : []), ...result.say];
    if (all.length > 0) last = all;
    heard?.(all, result);
    return { ...result, all, updateId };
  };
  const press = (ending: string) => {
    const found = last
      .flatMap((say) => say.buttons ?? [])
      .flat()
      .findLast((button) => button.data.endsWith(ending));
    if (!found)
      throw new Error(
        `no button ending in ${ending}: ${last
          .flatMap((say) => say.buttons ?? [])
          .flat()
          .map((button) => button.data)
          .join(' ')}`,
      );
    return act({ kind: 'button', data: found.data });
  };
  return {
    chatId,
    act,
    press,
    said: () => last,
    keys: () => last.flatMap((say) => [...say.lines, ...(say.after ?? [])]).map((line) => line.key),
    command: (name: string) => act({ kind: 'command', name }),
    write: (text: string) => act({ kind: 'message', message: { kind: 'text', text, handle: String(nextMessage++) } }),
    speak: () =>
      act({
        kind: 'message',
        message: {
          kind: 'voice',
          handle: String(nextMessage++),
          file: { id: `v${nextMessage}`, uniqueId: `u${nextMessage}`, seconds: 3 },
        },
      }),
    async agree(language: Language = 'sq') {
      await act({ kind: 'command', name: 'start' });
      await press(`language:${language}`);
      if (language === 'rom') await press('second:sq');
      return press('agree:yes');
    },
    tap: (data: string) => act({ kind: 'button', data }),
    /** The whole registration form of an offer without questions of its own. */
    async register(offerId: string, name = 'Sample <b>Person</b>') {
      await act({ kind: 'button', data: `o:apply:${offerId}` });
      // Who registered before is asked whether name and phone are still right.
      if (JSON.stringify(last).includes(':known:other')) await press('known:other');
      await act({ kind: 'message', message: { kind: 'text', text: name, handle: String(nextMessage++) } });
      await act({ kind: 'contact', phone: '+38344000000', own: true, handle: String(nextMessage++) });
      await press('needs:!skip');
      await press('share:yes');
      return press('check:send');
    },
    /** The whole feedback form with these words. Returns what was said at the end. */
    async sendFeedback(
      text: string,
      options: { type?: string; anonymous?: boolean; safe?: 'yes' | 'no' | '!skip' } = {},
    ) {
      await act({ kind: 'command', name: 'feedback' });
      await press(`type:${options.type ?? 'complaint'}`);
      if (options.type === 'sensitive_report') {
        await press(`safe:${options.safe ?? 'yes'}`);
        await press(`privacy:${options.anonymous ? 'anonymous' : 'confidential'}`);
        await press('municipality:zvecan');
      } else {
        await press('municipality:mitrovica_north');
        await press('settlement:!skip');
        await press('sector:health');
      }
      await act({ kind: 'message', message: { kind: 'text', text, handle: String(nextMessage++) } });
      await press('messages:!done');
      return press(options.anonymous && options.type !== 'sensitive_report' ? 'check:send_anonymous' : 'check:send');
    },
  };
}
