import type { FetchReadyMedia, ReadyMedia } from '../../../core/domain/media.ts';
import { DONE, type JobResult } from '../../../core/domain/work/job-result.ts';
import { endLookNow, type LookToShow, readLookToShow } from '../../../core/looks/media-looks.ts';
import { mediaOf } from '../../../core/views/read-thread-message.ts';
import { CARD } from '../cards/card-of-surfaces.ts';
import { isLookComment, lookComment, mediaName, notShown } from '../cards/media-words.ts';
import { neutralName } from '../cards/thread-words.ts';
import { type Attempt, attempt } from '../failures.ts';
import { moment } from '../kit/moment.ts';
import { bringPost, type Content, type PostSpec } from './bring-post.ts';
import { type Delivery, QUIET, resultOf, retry } from './context.ts';
import { findInChannel, tsOf } from './find-message.ts';
import { openDirectMessage } from './open-direct-message.ts';

/**
 * Brings a resident's file to the direct messages of who asked for it, under a name of ours. After a lost answer it is looked for; what
 * does not stand for sure is deleted before it is sent anew, so that no copy is left behind. Its end is owed already.
 */
export const showMedia = (to: Delivery, lookId: string, fetchMedia: FetchReadyMedia): Promise<JobResult> =>
  bringPost(to, lookPost(to, lookId, fetchMedia));

function lookPost(to: Delivery, lookId: string, fetchMedia: FetchReadyMedia): PostSpec<LookToShow> {
  return {
    // Its row is there from the moment of the press.
    wanted: { kind: 'look', key: lookId },
    read: () => readLookToShow(to.line, lookId),
    place: async ({ slackUserId }) => {
      const opened = await openDirectMessage(to, slackUserId);
      return opened.ok ? { ok: true, value: { channel: opened.value } } : opened;
    },
    find: (post) => findLookMessage(to, post),
    content: async (look, post) => {
      const media = await fetchMedia(mediaOf(look.about)).catch(() => null);
      if (media === null) return { stop: retry('media_unreachable') };
      return media.kind === 'file'
        ? fileOf(look, media)
        : { stop: await sayNotShown(to, look, post.channel, media.kind) };
    },
  };
}

/** The `ts` of the message that carries the file in a direct message, by the file or, once that is gone, by what we wrote with it. */
export async function findLookMessage(
  to: Delivery,
  look: { id: string; channel: string; fileId: string | null; createdAt: Date },
): Promise<Attempt<string | null>> {
  const found = await findInChannel(
    to.slack,
    look.channel,
    look.createdAt,
    ({ files, text }) => files?.some(({ id }) => id === look.fileId) || isLookComment(text ?? '', look.id),
  );
  return tsOf(found);
}

function fileOf({ id, endsAt, about }: LookToShow, media: Extract<ReadyMedia, { kind: 'file' }>): Content {
  const { body } = about.message;
  const comment = lookComment({
    name: body ? mediaName(about.view, body, CARD) : '',
    reference: about.view.item.reference,
    warning: media.warning,
    ends: moment(endsAt),
    lookId: id,
  });
  return { file: { name: neutralName(about, media.extension), bytes: media.bytes, comment } };
}

/** `channel`: a person's id will do where nothing but words is sent. */
async function sayNotShown(
  to: Delivery,
  { id, about }: LookToShow,
  channel: string,
  why: Exclude<ReadyMedia['kind'], 'file'>,
): Promise<JobResult> {
  const text = notShown(why, about.view.item.reference);
  const said = await attempt(() => to.slack.chat.postMessage({ channel, text, ...QUIET }));
  // Said twice is better than not said; but an answer that was lost is taken for said.
  if (!said.ok && said.failure.kind !== 'unknown') return resultOf(said.failure);
  await endLookNow(to.line, id);
  return DONE;
}
