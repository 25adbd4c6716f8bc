import { LARGEST_ATTACHED_BYTES } from '../../../core/domain/attached.ts';
import type { FetchedMedia } from '../../../core/domain/media.ts';
import type { SlackClient } from '../client.ts';
import { attempt } from '../failures.ts';

/** A resident is held for no longer than this and what follows (core/residents/pending-says). */
const TIMEOUT_MS = 10_000;

/** Only Slack itself, or what stands in for it, is shown the token. */
const isOfSlack = (url: URL, apiUrl: string | undefined): boolean =>
  apiUrl === undefined
    ? url.protocol === 'https:' && (url.hostname === 'slack.com' || url.hostname.endsWith('.slack.com'))
    : url.origin === new URL(apiUrl).origin || (url.protocol === 'https:' && url.hostname.endsWith('.slack.com'));

/**
 * Gets a file that a member of staff put into a form. Without the right scope Slack answers with its page to sign in and no error, so what
 * comes must be as long as was promised. Throws when it may work later.
 */
export function fetchAttached(slack: SlackClient, config: { botToken: string; apiUrl?: string | undefined }) {
  return async (id: string): Promise<FetchedMedia> => {
    const found = await attempt(() => slack.files.info({ file: id }));
    if (!found.ok) {
      if (found.failure.kind === 'gone') return { kind: 'gone' };
      throw new Error('Slack did not say where a file is');
    }
    const { url_private_download: download, url_private: shown, size, mode } = found.value.file ?? {};
    const address = download ?? shown;
    if (mode === 'tombstone' || address === undefined || size === undefined) return { kind: 'gone' };
    if (size > LARGEST_ATTACHED_BYTES) return { kind: 'too_large' };
    const url = new URL(address);
    if (!isOfSlack(url, config.apiUrl)) throw new Error('a file of Slack lies at an address that is not of Slack');
    const answer = await fetch(url, {
      headers: { authorization: `Bearer ${config.botToken}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!answer.ok) {
      await answer.body?.cancel();
      if (answer.status === 404 || answer.status === 410) return { kind: 'gone' };
      throw new Error('Slack did not hand over a file');
    }
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (bytes.length !== size) throw new Error('Slack handed over something else than the file');
    return { kind: 'file', bytes };
  };
}
