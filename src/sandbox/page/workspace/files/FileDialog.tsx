import { useEffect, useId, useRef } from 'preact/hooks';
import words from '../../../../../locales/en/staff-page-workspace.json';
import type { SlackFile } from '../../wire/contract.ts';
import { FileTable } from './FileTable.tsx';
import { addressOf, type FileKind, kindOf, titleOfFile } from './file-kind.ts';

/** What a browser shows by itself; the rest it would only save. */
const IN_TAB: ReadonlySet<FileKind> = new Set(['pdf', 'page', 'picture', 'sound']);

type Props = { file: SlackFile; user: string; onClose: () => void };

/** A file, opened over the workspace. */
export function FileDialog({ file, user, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const kind = kindOf(file);
  const address = addressOf(file, user);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="ws-file-dialog" data-kind={kind} ref={dialog} aria-labelledby={title} onClose={onClose}>
      <header class="ws-title">
        <h2 class="ws-entry-name" id={title}>
          {titleOfFile(file)}
        </h2>
        {IN_TAB.has(kind) && (
          <a class="button" data-small href={address} target="_blank" rel="noopener noreferrer">
            {words.new_tab}
          </a>
        )}
        <a class="button" data-small href={`${address}&save`} download={file.name}>
          {words.save_file}
        </a>
        <button type="button" class="button" data-small onClick={() => dialog.current?.close()}>
          {words.close_file}
        </button>
      </header>
      <Inside file={file} user={user} address={address} />
    </dialog>
  );
}

function Inside({ file, user, address }: { file: SlackFile; user: string; address: string }) {
  const name = titleOfFile(file);
  switch (kindOf(file)) {
    case 'table':
      return <FileTable file={file} user={user} />;
    case 'pdf':
      return <iframe class="ws-file-frame" title={name} src={address} />;
    case 'page':
      // Nothing in it runs, and it knows nothing of this page.
      return <iframe class="ws-file-frame" title={name} sandbox="" src={address} />;
    case 'picture':
      return <img class="ws-file-picture" src={address} alt={name} />;
    case 'sound':
      // biome-ignore lint/a11y/useMediaCaption: a recording that somebody put there comes without captions.
      return <audio class="ws-file-sound" controls src={address} />;
    default:
      return <p class="ws-file-none">{words.no_preview}</p>;
  }
}
