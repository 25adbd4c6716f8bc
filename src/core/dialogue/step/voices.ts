import type { Say } from '../../domain/say.ts';
import type { voiceButtons } from '../../turn/buttons.ts';
import type { Place } from '../../turn/standing.ts';
import { type Step, saying } from './effect.ts';

type Pressed = NonNullable<ReturnType<typeof voiceButtons.read>>;

/**
 * The texts that the button stands under are spoken, and from then on every critical one that has a recording: it is remembered once
 * somebody agreed, and before that nothing of it is. What is open stays as it is.
 */
export function pressVoiceButton(place: Place, pressed: Pressed): Step {
  const hears = pressed.what === 'hear';
  const kept = place.known;
  const now: Place = kept ? { ...place, hears } : place;
  const effects: Step['effects'] = kept ? [{ kind: 'hear', hears }] : [];
  if (pressed.what === 'stop') return { ...saying(now), toast: { key: 'voice:off' }, effects };
  const say: Say = {
    lines: [{ key: 'voice:here' }, ...(kept ? [{ key: 'voice:on' }] : [])],
    voices: pressed.args[0].match(/.{1,6}/g) ?? [],
    // What was spoken beside something that goes must not be what stays.
    ...(place.dialogue.form === null && kept && { bubble: { look: true } }),
  };
  return { ...saying(now, say), effects, beside: true };
}
