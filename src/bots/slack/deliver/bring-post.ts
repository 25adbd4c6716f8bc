import { DONE, type JobResult } from '../../../core/domain/work/job-result.ts';
import {
  type HeldPost,
  keepPost,
  movePost,
  NOWHERE,
  recordPost,
  releasePost,
  stands,
  takePost,
  type WantedPost,
} from '../../../core/posts/hold-post.ts';
import { type Attempt, attempt, codeOf, type SlackFailure } from '../failures.ts';
import type { Block } from '../kit/blocks.ts';
import { busy, type Delivery, lookLater, QUIET, resultOf, retry } from './context.ts';
import { deleteFile } from './delete-file.ts';
import { type FoundMessage, findInChannel, isDeadThread, tsOf } from './find-message.ts';
import { orGone } from './take-down.ts';
import { sendBytes, shareFile } from './upload-file.ts';

/** More than the rounds of any honest run; a post that will not settle goes back to the queue. */
const MOST_ROUNDS = 12;

/** A channel, or a thread in it. */
export type Place = { channel: string; thread?: string };
type Message = {
  text: string;
  blocks?: Block[];
  metadata?: { event_type: string; event_payload: Record<string, string> };
};
type Shown = { message: Message } | { file: { name: string; bytes: Uint8Array; comment: string } };
export type Content = Shown | { stop: JobResult };

/** What one kind of post is. `About` is what it is about: read anew before each step, because it may change in between. */
export type PostSpec<About> = {
  wanted: WantedPost;
  /** Null: nothing is to stand. */
  read(): Promise<About | null>;
  /** Where it belongs. */
  place(about: About): Promise<Attempt<Place>>;
  content(about: About, post: HeldPost): Promise<Content>;
  /** Its `ts`, where an answer was lost; null: it does not stand. */
  find(post: HeldPost, about: About): Promise<Attempt<string | null>>;
  /** Which version of it is shown. Without: it is said once, and never changed. */
  version?(about: About): number;
  /** The channel it has to go to, where it may stand in its own no more. */
  mustMove?(about: About, post: HeldPost): string | null;
  /** The channel it goes to where its own cannot be used; null: it waits for that to be repaired. */
  instead?(about: About): string | null;
  /** It was deleted by hand, and another was posted in its place: what stood under it is to follow. */
  replaced?(about: About): Promise<void>;
  /** What a failure means beside the usual (`resultOf`); `again`: it is tried once more at once. No post: it has not begun. */
  met?(failure: SlackFailure, about: About, post: HeldPost | null): Promise<JobResult | 'again' | undefined>;
};

type Run<About> = { to: Delivery; spec: PostSpec<About>; place: Place; shown: boolean };
/** What a step came to: go on with the post as it is now, or stop. */
type Step = { next: HeldPost } | { stop: JobResult; held: HeldPost | null; failure?: string };

/**
 * Brings one post to its place, or up to date. There is one whatever happens in between: one worker holds it, and after an answer that was
 * lost it is looked for before it is posted again. An answer that says ok is read, not trusted.
 */
export async function bringPost<About>(to: Delivery, spec: PostSpec<About>): Promise<JobResult> {
  const first = await spec.read();
  if (first === null) return DONE;
  const place = await spec.place(first);
  if (!place.ok) {
    const met = await spec.met?.(place.failure, first, null);
    return met === undefined || met === 'again' ? resultOf(place.failure) : met;
  }
  const run = { to, spec, place: place.value, shown: false };
  let post = await takePost(to.line, spec.wanted, place.value.channel);
  if (post === 'busy') return busy(spec.wanted.kind);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const about = await spec.read();
    const step: Step = about === null ? { stop: DONE, held: post } : await advance(run, about, post);
    if ('stop' in step) {
      if (step.held) await releasePost(to.line, step.held, step.failure === undefined ? {} : { failure: step.failure });
      return step.stop;
    }
    post = step.next;
  }
  await releasePost(to.line, post);
  return retry(`${spec.wanted.kind}_keeps_changing`);
}

/** One step: move, look for, or show. */
async function advance<About>(run: Run<About>, about: About, post: HeldPost): Promise<Step> {
  const { to, spec } = run;
  const away = spec.mustMove?.(about, post) ?? null;
  if (away !== null) return goOn(run, await movePost(to.line, post, away, null));
  if (spec.version && post.ts !== null) {
    // What a card shows may change without a new version, so a run always shows it once.
    const settled = run.shown && post.shownVersion === spec.version(about);
    return settled ? { stop: DONE, held: post } : show(run, about, post);
  }
  if (stands(post)) return { stop: DONE, held: post };
  return post.uncertain ? lookFor(run, about, post) : show(run, about, post);
}

async function lookFor<About>(run: Run<About>, about: About, post: HeldPost): Promise<Step> {
  const { to, spec } = run;
  const held = await keepPost(to.line, post, {});
  if (!held) return lost(run);
  const found = await spec.find(held, about);
  if (!found.ok) return failed(run, about, held, found.failure);
  if (found.value !== null) return goOn(run, await recordPost(to.line, held, { ts: found.value, shownVersion: 0 }));
  // A copy of a file that stands nowhere is not left behind.
  const deleted = held.fileId === null ? null : await deleteFile(to.slack, held.fileId);
  if (deleted && !deleted.ok) return failed(run, about, held, deleted.failure);
  return goOn(run, await keepPost(to.line, held, NOWHERE));
}

async function show<About>(run: Run<About>, about: About, post: HeldPost): Promise<Step> {
  const { to, spec, place } = run;
  const content = await spec.content(about, post);
  if ('stop' in content) return { stop: content.stop, held: post };
  const sent = 'file' in content ? await sendBytes(to.slack, content.file.name, content.file.bytes) : null;
  // Bytes that nobody shared are seen by nobody.
  if (sent && !sent.ok) return failed(run, about, post, sent.failure);
  const fileId = sent?.value ?? null;
  // Sending took its time: whether it may stand is asked once more.
  const still = fileId === null || (await spec.read()) !== null;
  const channel = spec.instead ? post.channel : place.channel;
  const held = still ? await keepPost(to.line, post, { uncertain: true, channel, fileId }) : null;
  if (!held) {
    if (fileId !== null) await deleteFile(to.slack, fileId);
    return still ? lost(run) : { stop: DONE, held: post };
  }
  const answer = await call(run, held, content);
  if (answer.ok) return recorded(run, about, held, answer.value);
  if (answer.failure.kind === 'unknown') {
    to.line.log.warn({ channel }, 'no answer from Slack to a post; it is looked for before it is posted again');
    return { stop: lookLater(), held };
  }
  if (fileId !== null) await deleteFile(to.slack, fileId);
  const gone = answer.failure.kind === 'gone';
  const certain = await keepPost(to.line, held, gone ? NOWHERE : { uncertain: false, fileId: null });
  if (!certain) return lost(run);
  // Somebody deleted it, or Slack no longer lets us change it: another takes its place.
  if (post.ts !== null && gone) {
    await spec.replaced?.(about);
    return { next: certain };
  }
  if (post.ts !== null && answer.failure.kind === 'locked')
    return goOn(run, await movePost(to.line, certain, channel, null));
  return failed(run, about, certain, answer.failure);
}

/** Gives where it stands; null for a file, of which Slack does not say it. */
async function call<About>({ to, place }: Run<About>, post: HeldPost, content: Shown): Promise<Attempt<string | null>> {
  const { channel, ts, fileId } = post;
  const thread = place.channel === channel ? place.thread : undefined;
  if ('file' in content) {
    const where = { channel, ...(thread !== undefined && { ts: thread }) };
    if (thread !== undefined && (await isDeadThread(to.slack, channel, thread))) return DEAD_THREAD;
    const shared = await shareFile(to.slack, { id: fileId ?? '', ...content.file }, where);
    if (!shared.ok) return shared;
    // Slack does not say where a file stands. The file itself is deleted by the caller.
    const loose = thread !== undefined && (await isDeadThread(to.slack, channel, thread));
    return loose ? removeLooseFile(to, post) : { ok: true, value: null };
  }
  const message = { channel, ...content.message, ...QUIET };
  const said = await attempt<{ ts?: string | undefined; message?: object | undefined }>(() =>
    ts === null
      ? to.slack.chat.postMessage(thread === undefined ? message : { ...message, thread_ts: thread })
      : to.slack.chat.update({ ...message, ts }),
  );
  if (!said.ok) return said;
  const stands = ts ?? said.value.ts;
  if (!stands) return { ok: false, failure: { kind: 'unknown' } };
  const inPlace = ts !== null || thread === undefined || (await isUnder(to, channel, thread, said.value.message));
  return inPlace ? { ok: true, value: stands } : removeLoose(to, channel, stands);
}

const DEAD_THREAD: Attempt<never> = { ok: false, failure: { kind: 'gone', code: 'thread_not_found' } };

/** What was posted under a message that was deleted meanwhile stands loose in the channel, with an answer that says ok and names no thread. */
async function isUnder(to: Delivery, channel: string, thread: string, said: object | undefined): Promise<boolean> {
  if (said === undefined) return !(await isDeadThread(to.slack, channel, thread));
  return 'thread_ts' in said && said.thread_ts === thread;
}

async function removeLooseFile(to: Delivery, { channel, fileId, createdAt }: HeldPost): Promise<Attempt<null>> {
  const isIt = ({ files }: FoundMessage) => files?.some(({ id }) => id === fileId) ?? false;
  const found = tsOf(await findInChannel(to.slack, channel, createdAt, isIt));
  if (!found.ok) return { ok: false, failure: { kind: 'unknown' } };
  return found.value === null ? DEAD_THREAD : removeLoose(to, channel, found.value);
}

/** Words of a resident never stand loose. What Slack does not delete now is looked for and deleted before it is posted again. */
async function removeLoose(to: Delivery, channel: string, ts: string): Promise<Attempt<never>> {
  to.line.log.warn({ channel }, 'a post was to go under a message that was deleted; it goes under the next one');
  const removed = orGone(await attempt(() => to.slack.chat.delete({ channel, ts })));
  return removed.ok ? DEAD_THREAD : { ok: false, failure: { kind: 'unknown' } };
}

async function recorded<About>(run: Run<About>, about: About, held: HeldPost, ts: string | null): Promise<Step> {
  const { to, spec, place } = run;
  run.shown = true;
  const inPlace = held.channel === place.channel;
  const shownVersion = spec.version?.(about) ?? 0;
  const post = await recordPost(to.line, held, { ts, shownVersion, ...(inPlace && { failure: null }) });
  return post && !spec.version ? { stop: DONE, held: post } : goOn(run, post);
}

/** A channel that cannot be used: the other one instead, where there is one. Everything else waits or stops. */
async function failed<About>(run: Run<About>, about: About, post: HeldPost, failure: SlackFailure): Promise<Step> {
  const { to, spec } = run;
  const unusable = failure.kind === 'channel' || failure.kind === 'gone';
  const instead = unusable ? (spec.instead?.(about) ?? null) : null;
  if (instead !== null && instead !== post.channel) {
    const code = codeOf(failure);
    to.line.log.error({ channel: post.channel, code }, 'a Slack channel cannot be used; another takes its place');
    return goOn(run, await movePost(to.line, post, instead, code));
  }
  const met = await spec.met?.(failure, about, post);
  if (met === 'again') return { next: post };
  const waits = failure.kind === 'rate_limited' || failure.kind === 'unknown';
  return { stop: met ?? resultOf(failure), held: post, ...(!waits && { failure: codeOf(failure) }) };
}

const lost = <About>({ spec }: Run<About>): Step => ({ stop: busy(spec.wanted.kind), held: null });
const goOn = <About>(run: Run<About>, post: HeldPost | null): Step => (post ? { next: post } : lost(run));
