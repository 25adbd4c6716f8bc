import { randomUUID } from 'node:crypto';
import type { Json, State, StoredFile } from './state.ts';

/** A file as the API shows it. */
export function fileObject(state: State, id: string): Json {
  const file = state.files.get(id);
  if (!file) return { id, mode: 'tombstone' };
  const url = `${state.root}/files-pri/${id}/${encodeURIComponent(file.name)}`;
  return {
    id,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    size: file.length,
    user: file.user,
    url_private: url,
    url_private_download: url,
  };
}

/** Keeps a file that is there already, such as one a member of staff drags into a thread. */
export function keepFile(state: State, name: string, bytes: Buffer, user: string, mimetype: string): StoredFile {
  const file: StoredFile = {
    id: state.id('F'),
    name,
    title: name,
    length: bytes.length,
    mimetype,
    user,
    uploadToken: randomUUID(),
    bytes,
    shared: true,
  };
  state.files.set(file.id, file);
  return file;
}
