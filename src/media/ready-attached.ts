import { type Attached, attachedKind, isPicture } from '../core/domain/attached.ts';
import type { FetchedMedia } from '../core/domain/media.ts';
import { holdsProgram } from './holds-program.ts';
import { makeReady } from './ready-media.ts';

/** By the id that Slack gave it. Throws when it may work later. */
export type FetchAttached = (slackFileId: string) => Promise<FetchedMedia>;

/**
 * A file of staff's, ready to be sent to a resident: pictures made anew, so that no phone learns where or by whom one was taken; nothing whose
 * bytes are not what its name says, and nothing that holds a program. Null: it never can be. Throws when it may work later.
 */
export async function readyAttached({ id, name }: Attached, fetch: FetchAttached): Promise<Uint8Array | null> {
  const fetched = await fetch(id);
  if (fetched.kind !== 'file') return null;
  const ready = await makeReady(fetched.bytes);
  if (ready.kind !== 'file' || ready.extension !== attachedKind(name)) return null;
  if (isPicture(name) && ready.warning !== null) return null;
  return holdsProgram(ready.bytes) ? null : ready.bytes;
}
