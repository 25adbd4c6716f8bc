import type { Say, SayButton, SayLine } from '../domain/say.ts';
import { isCritical } from '../i18n/critical.ts';
import { recordingFor } from '../i18n/recordings.ts';
import type { Texts } from '../i18n/texts.ts';
import { voiceButtons } from '../turn/buttons.ts';
import type { Reader } from './channel.ts';

/** As many as a button can name (Bot API: 64 bytes), and nobody listens to more at once. */
const MOST = 8;

/** What nobody opened yet, and the question whether they are alone: no voice gives either away. */
const UNOPENED = /^discreet:(notice|ask)\./;

/**
 * A critical text that has a recording is spoken beside it to who asked for that once, and offered to everybody else by a button under it.
 * A recording that speaks another text than it is now is none.
 */
export function withVoices(texts: Texts, say: Say, reader: Reader): Say {
  if (say.voices) return asked(texts, say, reader);
  if (say.bubble?.notice) return say;
  const ids = idsOf(texts, say, reader);
  if (ids.length === 0) return say;
  const button = reader.hears ? STOP : listen(ids);
  return { ...say, ...(reader.hears && { voices: ids }), buttons: [...(say.buttons ?? []), [button]] };
}

export const withoutVoices = ({ voices: _voices, ...say }: Say): Say => say;

/** By its button, which may stand there for months. */
function asked(texts: Texts, say: Say, reader: Reader): Say {
  const { voices: given = [], ...rest } = say;
  const voices = given.filter((id) => recordingFor(texts.recordings(), reader, id) !== null);
  if (voices.length === 0) return { ...rest, lines: [{ key: 'voice:gone' }] };
  return { ...rest, voices, ...(reader.hears && { buttons: [...(say.buttons ?? []), [STOP]] }) };
}

const idsOf = (texts: Texts, say: Say, reader: Reader): string[] =>
  [
    ...new Set(
      [...say.lines, ...(say.after ?? [])].flatMap((line) => {
        const recording = recordingFor(texts.recordings(), reader, line.key);
        return recording && isSpoken(line, say) ? recording.id : [];
      }),
    ),
  ].slice(0, MOST);

const isSpoken = ({ key }: SayLine, { critical }: Say): boolean =>
  (critical === true || isCritical(key)) && !UNOPENED.test(key);

const listen = (ids: readonly string[]): SayButton => ({
  label: { key: 'voice:hear' },
  data: voiceButtons.write('hear', ids.join('')),
});
const STOP: SayButton = { label: { key: 'voice:stop' }, data: voiceButtons.write('stop') };
