import type { ChatMessage } from '../wire/contract.ts';
import type { PhoneWords } from './words.ts';

const SOUND = new Set(['voice', 'audio']);
const MOVING = new Set(['video', 'video_note', 'animation']);

/** What a message carries beside words. */
export function Media({ message, words }: { message: ChatMessage; words: PhoneWords }) {
  const { file, place, contact } = message;
  return (
    <>
      {file && <Carried file={file} caption={message.caption} words={words} />}
      {place && (
        <p>
          <span aria-hidden="true">📍 </span>
          {words.place}: {place.latitude.toFixed(4)}, {place.longitude.toFixed(4)}
        </p>
      )}
      {contact && (
        <p>
          <span aria-hidden="true">📱 </span>
          {words.contact}: {contact}
        </p>
      )}
    </>
  );
}

type Carrying = { file: NonNullable<ChatMessage['file']>; caption: string | undefined; words: PhoneWords };

function Carried({ file, caption, words }: Carrying) {
  const source = `/sandbox/telegram/files/${encodeURIComponent(file.fileId)}`;
  if (SOUND.has(file.kind))
    return (
      <figure>
        <figcaption class="small">
          <span aria-hidden="true">🎤 </span>
          {words.voice}
        </figcaption>
        {/* biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said; the words are the line's to get */}
        <audio class="phone-sound" controls preload="none" src={source} aria-label={words.voice} />
      </figure>
    );
  if (file.kind === 'photo')
    return (
      <figure>
        <img class="phone-photo" src={source} alt={caption ?? words.photo} loading="lazy" />
      </figure>
    );
  return (
    <p>
      <span aria-hidden="true">{MOVING.has(file.kind) ? '🎬 ' : '📎 '}</span>
      <a href={source} target="_blank" rel="noopener noreferrer">
        {file.name ?? words.file}
      </a>{' '}
      <span class="small">{size(file.bytes)}</span>
    </p>
  );
}

const size = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
};
