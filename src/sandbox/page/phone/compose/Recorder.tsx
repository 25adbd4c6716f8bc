import { useEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../../words.ts';
import type { Holder } from '../use-acts.ts';
import { sendFile } from './send-file.ts';

/** A voice message from the microphone: press to begin, press to send. */
export function Recorder({ holder }: { holder: Holder }) {
  const { words } = holder;
  const { seconds, begin, end } = useRecording(holder);
  if (seconds === null)
    return (
      <button type="button" class="button phone-icon" title={words.voice_record} onClick={() => void begin()}>
        <span aria-hidden="true">🎤</span>
        <span class="hidden-visually">{words.voice_record}</span>
      </button>
    );
  return (
    <div class="phone-recording">
      <span role="timer">{fill(words.voice_seconds, { seconds })}</span>
      <button type="button" class="button phone-icon" title={words.voice_cancel} onClick={() => end(false)}>
        <span aria-hidden="true">✕</span>
        <span class="hidden-visually">{words.voice_cancel}</span>
      </button>
      <button
        type="button"
        class="button phone-icon"
        data-kind="primary"
        title={words.voice_stop}
        onClick={() => end(true)}
      >
        <span aria-hidden="true">➤</span>
        <span class="hidden-visually">{words.voice_stop}</span>
      </button>
    </div>
  );
}

/** Seconds recorded so far; null while nothing is. */
function useRecording(holder: Holder) {
  const [seconds, setSeconds] = useState<number | null>(null);
  const running = useRef<{ recorder: MediaRecorder; keep: boolean; startedAt: number } | null>(null);
  useEffect(() => {
    if (seconds === null) return;
    // A tick may still come after the end, before this effect is over: it must not begin again what was sent.
    const timer = setInterval(() => {
      const since = running.current?.startedAt;
      if (since !== undefined) setSeconds(elapsed(since));
    }, 500);
    return () => clearInterval(timer);
  }, [seconds === null]);
  const gone = useRef(false);
  useEffect(
    () => () => {
      gone.current = true;
      release(running.current?.recorder);
    },
    [],
  );
  const begin = async () => {
    const stream = await navigator.mediaDevices?.getUserMedia({ audio: true }).catch(() => undefined);
    if (!stream) return holder.acts.complain(holder.words.no_microphone);
    const recorder = new MediaRecorder(stream);
    // Asked for, and the field was written in or the phone closed before it was given.
    if (gone.current || running.current) return release(recorder);
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => {
      release(recorder);
      const { keep = false, startedAt } = running.current ?? {};
      running.current = null;
      setSeconds(null);
      const spoken = Math.max(1, elapsed(startedAt));
      if (keep) void sendFile(holder, 'voice', new Blob(parts, { type: recorder.mimeType }), { seconds: spoken });
    };
    running.current = { recorder, keep: false, startedAt: Date.now() };
    recorder.start();
    setSeconds(0);
  };
  const end = (keep: boolean) => {
    const { recorder } = running.current ?? {};
    if (!running.current || !recorder) return setSeconds(null);
    running.current.keep = keep;
    // A microphone that was taken away has ended it already.
    if (recorder.state !== 'inactive') recorder.stop();
  };
  return { seconds, begin, end };
}

const elapsed = (since: number | undefined): number => Math.round((Date.now() - (since ?? Date.now())) / 1000);

const release = (recorder: MediaRecorder | undefined): void => {
  for (const track of recorder?.stream.getTracks() ?? []) track.stop();
};
