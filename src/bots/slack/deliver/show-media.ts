import {
  beginSharing,
  endLookNow,
  type HeldLook,
  recordNotShown,
  recordShown,
  releaseLook,
  takeLook,
} from '../../../core/cards/media-look.ts';
import type { ThreadMessage } from '../../../core/cards/read-thread-message.ts';
import { DONE, type JobResult } from '../../../core/domain/job-result.ts';
import type { FetchReadyMedia, ReadyMedia } from '../../../core/domain/media.ts';
import { isLookComment, lookComment, mediaName, notShown } from '../cards/media-words.ts';
import { neutralName } from '../cards/thread-words.ts';
import { type Attempt, attempt, codeOf } from '../failures.ts';
import { moment } from '../kit/moment.ts';
import { busy, type Delivery, lookLater, QUIET, resultOf, retry } from './context.ts';
import { deleteFile } from './delete-file.ts';
import { findInChannel } from './find-message.ts';
import { openDirectMessage } from './open-direct-message.ts';
import { sendBytes, shareFile } from './upload-file.ts';

type Showing = { look: HeldLook; about: ThreadMessage; slackUserId: string };

/**
 * Brings a resident's file to the direct messages of who asked for it, under a name of ours. After a lost answer it is looked for; what
 * does not stand for sure is deleted before it is sent anew, so that no copy is left behind. Its end is owed already.
 */
export async function showMedia(to: Delivery, lookId: string, fetchMedia: FetchReadyMedia): Promise<JobResult> {
  const taken = await takeLook(to.line, lookId);
  if (taken === 'over') return DONE;
  if (taken === 'busy') return busy('look_busy');
  if (taken.look.shownAt !== null) {
    await releaseLook(to.line, taken.look);
    return DONE;
  }
  const result = await show(to, taken, fetchMedia);
  if (result.kind !== 'done') await releaseLook(to.line, taken.look);
  return result;
}

async function show(to: Delivery, showing: Showing, fetchMedia: FetchReadyMedia): Promise<JobResult> {
  const before = await whatCameOfIt(to, showing.look);
  if ('kind' in before) return before;
  if (before.stands) return DONE;
  Object.assign(showing.look, before.look);
  const media = await fetchMedia(showing.about.message.body?.file?.id ?? '').catch(() => null);
  if (media === null) return retry('media_unreachable');
  const place = await openDirectMessage(to, showing.slackUserId);
  if (!place.ok) return resultOf(place.failure);
  return media.kind === 'file'
    ? send(to, showing, place.value, media)
    : sayNotShown(to, showing, place.value, media.kind);
}

/** Of an earlier try whose outcome is unknown: it stands, or it is taken away for sure. */
async function whatCameOfIt(
  to: Delivery,
  look: HeldLook,
): Promise<{ stands: true } | { stands: false; look: HeldLook } | JobResult> {
  const { channel, fileId } = look;
  if (channel === null || fileId === null) return { stands: false, look };
  const found = await findLookMessage(to, { ...look, channel });
  if (!found.ok) return resultOf(found.failure);
  if (found.value !== null) {
    await recordShown(to.line, look, found.value);
    return { stands: true };
  }
  const deleted = await deleteFile(to.slack, fileId);
  if (!deleted.ok) return resultOf(deleted.failure);
  const renewed = await recordNotShown(to.line, look);
  return renewed ? { stands: false, look: renewed } : busy('look_busy');
}

/** The `ts` of the message that carries the file in a direct message, by the file or, once that is gone, by what we wrote with it. */
export async function findLookMessage(
  to: Delivery,
  look: { id: string; channel: string; fileId: string | null; askedAt: Date },
): Promise<Attempt<string | null>> {
  const found = await findInChannel(
    to.slack,
    look.channel,
    look.askedAt,
    ({ files, text }) => files?.some(({ id }) => id === look.fileId) || isLookComment(text ?? '', look.id),
  );
  return found.ok ? { ok: true, value: found.value?.ts ?? null } : found;
}

async function send(
  to: Delivery,
  { look, about }: Showing,
  channel: string,
  media: Extract<ReadyMedia, { kind: 'file' }>,
): Promise<JobResult> {
  const name = neutralName(about, media.extension);
  const sent = await sendBytes(to.slack, name, media.bytes);
  // Bytes that nobody shared are seen by nobody.
  if (!sent.ok) return resultOf(sent.failure);
  const held = await beginSharing(to.line, look, { channel, fileId: sent.value });
  if (!held) {
    await deleteFile(to.slack, sent.value);
    return busy('look_busy');
  }
  Object.assign(look, held);
  const { body } = about.message;
  const comment = lookComment({
    name: body ? mediaName(about.view, body) : '',
    reference: about.view.item.reference,
    warning: media.warning,
    ends: moment(look.endsAt),
    lookId: look.id,
  });
  const shared = await shareFile(to.slack, { id: sent.value, name, comment }, { channel });
  if (shared.ok) {
    await recordShown(to.line, look, null);
    return DONE;
  }
  to.line.log.warn({ code: codeOf(shared.failure) }, 'Slack did not say that a file was shown');
  return shared.failure.kind === 'unknown' ? lookLater() : resultOf(shared.failure);
}

async function sayNotShown(
  to: Delivery,
  { look, about }: Showing,
  channel: string,
  why: Exclude<ReadyMedia['kind'], 'file'>,
): Promise<JobResult> {
  const text = notShown(why, about.view.item.reference);
  const said = await attempt(() => to.slack.chat.postMessage({ channel, text, ...QUIET }));
  // Said twice is better than not said; but an answer that was lost is taken for said.
  if (!said.ok && said.failure.kind !== 'unknown') return resultOf(said.failure);
  await releaseLook(to.line, look);
  await endLookNow(to.line, look.id);
  return DONE;
}
