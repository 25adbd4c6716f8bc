import { useRef } from 'preact/hooks';
import words from '../../../../../locales/en/staff-page-workspace.json';
import { fill } from '../../words.ts';

/** The files that go with what is written. */
export function ChosenFiles({ files, onRemove }: { files: File[]; onRemove: (at: number) => void }) {
  if (files.length === 0) return null;
  return (
    <ul class="ws-chosen" aria-label={words.attached}>
      {files.map((file, at) => (
        <li key={`${file.name} ${file.lastModified}`}>
          {file.name}
          <button
            type="button"
            class="button"
            data-small
            data-kind="plain"
            aria-label={fill(words.remove_file, { name: file.name })}
            onClick={() => onRemove(at)}
          >
            <span aria-hidden="true">✕</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A button before the browser's own field for files, which cannot be drawn. */
export function FileChooser({ onAdd }: { onAdd: (files: File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="button" data-small onClick={() => input.current?.click()}>
        <span aria-hidden="true">+ </span>
        {words.attach}
      </button>
      <input
        ref={input}
        class="ws-file-input"
        type="file"
        multiple
        aria-label={words.attach}
        tabIndex={-1}
        onChange={(event) => {
          onAdd([...(event.currentTarget.files ?? [])]);
          // The same file may be chosen again after it was taken away.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
