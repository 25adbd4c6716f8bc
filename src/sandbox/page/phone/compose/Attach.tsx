import { useRef } from 'preact/hooks';
import { closeMenu } from '../Commands.tsx';
import type { Holder } from '../use-acts.ts';
import { SendContact } from './SendContact.tsx';
import { SendPlace } from './SendPlace.tsx';
import { type SentKind, sendFile } from './send-file.ts';

const KINDS: { kind: SentKind; word: 'voice_file' | 'photo' | 'document'; accept: string; mark: string }[] = [
  { kind: 'voice', word: 'voice_file', accept: 'audio/*', mark: '🎤' },
  { kind: 'photo', word: 'photo', accept: 'image/*', mark: '📷' },
  { kind: 'document', word: 'document', accept: '', mark: '📄' },
];

/** Everything that can be sent beside words. */
export function Attach({ holder }: { holder: Holder }) {
  const { words } = holder;
  return (
    <details class="phone-menu">
      <summary class="button phone-icon" title={words.attach}>
        <span aria-hidden="true">📎</span>
        <span class="hidden-visually">{words.attach}</span>
      </summary>
      <div class="phone-sheet">
        {KINDS.map((one) => (
          <ChooseFile key={one.kind} holder={holder} {...one} />
        ))}
        <SendPlace holder={holder} />
        <SendContact holder={holder} />
      </div>
    </details>
  );
}

function ChooseFile(props: {
  holder: Holder;
  kind: SentKind;
  word: 'voice_file' | 'photo' | 'document';
  accept: string;
  mark: string;
}) {
  const { holder, kind, word, accept, mark } = props;
  const input = useRef<HTMLInputElement>(null);
  const label = holder.words[word];
  const choose = async (file: File | undefined) => {
    if (!file) return;
    await sendFile(holder, kind, file, { name: file.name });
    if (input.current) input.current.value = '';
    closeMenu();
  };
  return (
    <>
      <input
        ref={input}
        class="hidden-visually"
        type="file"
        accept={accept}
        tabIndex={-1}
        aria-label={label}
        data-kind={kind}
        onChange={(event) => void choose(event.currentTarget.files?.[0])}
      />
      <button type="button" class="phone-choice" onClick={() => input.current?.click()}>
        <span aria-hidden="true">{mark} </span>
        {label}
      </button>
    </>
  );
}
