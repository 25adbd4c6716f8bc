import { useState } from 'preact/hooks';
import words from '../../../../../locales/en/staff-page-workspace.json';
import type { SlackFile } from '../../wire/contract.ts';
import { fill } from '../../words.ts';
import { FileDialog } from './FileDialog.tsx';
import { addressOf, kindOf, titleOfFile } from './file-kind.ts';

/** The files of a message; each opens where one is. */
export function FileList({ files, user }: { files: SlackFile[]; user: string }) {
  const [open, setOpen] = useState<string | null>(null);
  if (files.length === 0) return null;
  const file = files.find(({ id }) => id === open);
  return (
    <>
      <ul class="ws-files">
        {files.map((one) => (
          <li key={one.id}>
            <FileEntry file={one} user={user} onOpen={() => setOpen(one.id)} />
          </li>
        ))}
      </ul>
      {file && <FileDialog file={file} user={user} onClose={() => setOpen(null)} />}
    </>
  );
}

function FileEntry({ file, user, onOpen }: { file: SlackFile; user: string; onOpen: () => void }) {
  if (file.mode === 'tombstone') return <span class="ws-tombstone soft">{words.file_gone}</span>;
  const title = titleOfFile(file);
  return (
    <button type="button" class="ws-file" onClick={onOpen}>
      {kindOf(file) === 'picture' ? (
        <img src={addressOf(file, user)} alt="" loading="lazy" />
      ) : (
        <span class="ws-file-sign" aria-hidden="true">
          {/\.([a-z0-9]{1,4})$/i.exec(file.name ?? '')?.[1]?.toUpperCase() ?? words.file}
        </span>
      )}
      <span>
        <strong>
          <span class="hidden-visually">{words.open_file}</span> {title}
        </strong>
        {file.size !== undefined && (
          <span class="soft small">{fill(words.kilobytes, { count: Math.max(1, Math.round(file.size / 1024)) })}</span>
        )}
      </span>
    </button>
  );
}
