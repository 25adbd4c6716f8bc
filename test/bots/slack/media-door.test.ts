import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliverCard } from '../../../src/bots/slack/deliver/deliver-card.ts';
import { deliverThread } from '../../../src/bots/slack/deliver/deliver-thread.ts';
import { endLook } from '../../../src/bots/slack/deliver/end-look.ts';
import { redactItem } from '../../../src/bots/slack/deliver/redact-item.ts';
import { showMedia } from '../../../src/bots/slack/deliver/show-media.ts';
import type { Role } from '../../../src/core/domain/codes.ts';
import type { FetchedMedia } from '../../../src/core/domain/media.ts';
import type { MessageBody } from '../../../src/core/domain/message-body.ts';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import type { JobResult } from '../../../src/core/domain/work/job-result.ts';
import { destroyWords } from '../../../src/core/forgetting/destroy-words.ts';
import { excludeStaff } from '../../../src/core/items/hidden/exclude-staff.ts';
import { markSensitive } from '../../../src/core/items/hidden/mark-sensitive.ts';
import { lookAtAllMedia, lookAtMedia } from '../../../src/core/items/look-at-media.ts';
import { oweEndOfLooks } from '../../../src/core/looks/media-looks.ts';
import { addStaff } from '../../../src/core/staff/add-staff.ts';
import { removeStaff } from '../../../src/core/staff/remove-staff.ts';
import { lockItem } from '../../../src/db/queries/items/items.ts';
import { readyMedia } from '../../../src/media/ready-media.ts';
import { CANARIES, jpegWithEverything, pixelBomb, pngWithText, webpWithNotes } from '../../media/make-pictures.ts';
import { submitSample } from '../../support/items.ts';
import { count, row, rows } from '../../support/rows.ts';
import { CHANNEL, openDesk, PEOPLE, type Who } from './offers/offer-desk.ts';

let desk: Awaited<ReturnType<typeof openDesk>>;
/** Files by their handle, as the channel would hand them over. */
const held = new Map<string, FetchedMedia>();
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => rows(desk.line, 'delete from outbox'));
afterEach(async () => {
  for (const who of Object.values(PEOPLE)) await desk.leave(who);
});
afterAll(() => desk.close());

const fetchMedia = readyMedia(async ({ handle }) => held.get(handle) ?? { kind: 'gone' });
const WORK: Record<string, (payload: Record<string, string>) => Promise<JobResult>> = {
  card: ({ itemId = '' }) => deliverCard(desk.to, itemId),
  thread: ({ messageId = '' }) => deliverThread(desk.to, messageId, fetchMedia),
  redact: ({ itemId = '' }) => redactItem(desk.to, itemId),
  show_media: ({ lookId = '' }) => showMedia(desk.to, lookId, fetchMedia),
  end_look: ({ lookId = '' }) => endLook(desk.to, lookId),
};

/** Everything owed and due, once, in the order in which it was owed. Gives what is left to be tried again. */
async function carryOut(): Promise<JobResult[]> {
  const left: JobResult[] = [];
  const now = desk.line.now().toISOString();
  for (const { id, topic, payload } of await rows(
    desk.line,
    `select id, topic, payload from outbox where run_at <= '${now}' order by topic = 'thread', id`,
  )) {
    const result = await WORK[String(topic)]?.(payload as Record<string, string>);
    if (result?.kind === 'done') await rows(desk.line, `delete from outbox where id = ${id}`);
    else if (result) left.push(result);
  }
  return left;
}

const bodyOf = (kind: MessageBody['kind'], fileId: string): MessageBody => ({
  kind,
  text: 'titulli i fotos',
  file: { id: fileId, uniqueId: fileId, name: 'Petar Canary.jpg', ...(kind === 'voice' && { seconds: 72 }) },
});

/** An anonymous item with these files, its card and thread standing. */
async function submitted(bodies: MessageBody[], sensitive = false) {
  const { itemId, reference } = await submitSample(desk.line, bodies, {
    type: sensitive ? 'sensitive_report' : 'complaint',
    sensitive,
    by: { kind: 'resident' },
  });
  await carryOut();
  const ids = (await rows(desk.line, `select id from messages where item_id = '${itemId}' order by seq`)).map(
    ({ id }) => String(id),
  );
  return { itemId, reference, ids, first: String(ids[0]) };
}

async function standing(fileId: string, bytes: Buffer, kind: MessageBody['kind'] = 'photo', sensitive = false) {
  held.set(fileId, { kind: 'file', bytes });
  return submitted([bodyOf(kind, fileId)], sensitive);
}

/** Presses the door of a message where it stands in the channel, and waits for what only this person is told. */
async function pressDoor(who: Who, messageId: string): Promise<string> {
  const before = desk.slack.ephemerals(who).length;
  const door = desk.slack
    .messages(CHANNEL)
    .flatMap((message) => [message, ...message.replies])
    .find((message) => JSON.stringify(message.blocks).includes(`"value":"${messageId}"`));
  if (!door) throw new Error('there is no door');
  await desk.slack.click(who, CHANNEL, door.ts, 'look');
  await desk.slack.waitForEphemeral(who, () => desk.slack.ephemerals(who).length > before);
  return desk.slack.ephemerals(who).at(-1)?.text ?? '';
}

const inDirectMessages = (who: Who) =>
  desk.slack.directMessages(who).filter(({ deleted, files }) => !deleted && files.length > 0);
const bytesShown = (who: Who): Buffer[] =>
  inDirectMessages(who).flatMap(({ files }) =>
    files.map((file) => desk.slack.fileBytes(idOf(file)) ?? Buffer.alloc(0)),
  );
const standingMessages = () => desk.slack.directMessages(PEOPLE.triage).filter(({ deleted }) => !deleted);
const idOf = (file: unknown): string => (typeof file === 'string' ? file : String((file as { id: string }).id));
const looks = () => count(desk.line, "slack_posts where kind = 'look'");

/** Ten minutes and more later, as the database has it. */
const pass = () =>
  rows(
    desk.line,
    `with late as (update slack_posts set ends_at = created_at, posting_until = null where kind = 'look')
     update outbox set run_at = 'epoch' where topic = 'end_look'`,
  );
const endAll = async () => {
  await pass();
  expect(await carryOut()).toEqual([]);
};

describe('the door to a file of a resident', () => {
  const pictures: [string, () => Promise<Buffer>, string][] = [
    ['JPEG with GPS and author', () => jpegWithEverything(), 'jpg'],
    ['PNG with text chunks', () => pngWithText(), 'png'],
    ['WebP with EXIF and XMP', () => webpWithNotes(), 'webp'],
  ];
  it.each(pictures)(
    'brings a %s of an anonymous complaint to who asked, and nothing but its pixels',
    async (name, make, extension) => {
      const bytes = await make();
      expect(bytes.includes('Petar Canary') || bytes.includes('tEXt Canary')).toBe(true);
      const { first, reference } = await standing(name, bytes);
      expect(await pressDoor(PEOPLE.triage, first)).toContain('direct messages');
      expect(await carryOut()).toEqual([]);
      const [sent] = inDirectMessages(PEOPLE.triage);
      const [shown] = bytesShown(PEOPLE.triage);
      expect(shown?.length).toBeGreaterThan(50);
      for (const canary of [...CANARIES, 'Exif']) expect(shown?.includes(canary)).toBe(false);
      expect(JSON.stringify(sent)).toContain(`${reference}-1.${extension}`);
      expect(JSON.stringify(sent)).not.toMatch(/Petar|titulli/);
      await endAll();
    },
  );

  it('is the only way: nothing of a file stands in the channel, and its name is never told', async () => {
    await standing('only', await jpegWithEverything());
    const channel = desk.slack.messages(CHANNEL).flatMap((message) => [message, ...message.replies]);
    expect(channel.flatMap(({ files }) => files)).toEqual([]);
    expect(JSON.stringify(channel)).not.toContain('Petar');
  });

  it('names a recording by what it is, and says what a voice may tell', async () => {
    const { first, reference } = await standing('voice', Buffer.from('OggS invented'), 'voice');
    expect(JSON.stringify(desk.slack.messages(CHANNEL).at(-1)?.blocks)).toContain('Voice message, 1:12');
    await pressDoor(PEOPLE.triage, first);
    await carryOut();
    expect(inDirectMessages(PEOPLE.triage)[0]?.text).toMatch(
      new RegExp(`Voice message, 1:12 · ${reference}.*voice can be recognised`, 's'),
    );
    await endAll();
  });

  it('is one press from the card too', async () => {
    const { first, reference } = await standing('card', Buffer.from('%PDF-1.7'), 'document');
    const card = desk.slack.messages(CHANNEL).find((one) => JSON.stringify(one.metadata ?? {}).includes(reference));
    expect(JSON.stringify(card?.blocks)).toContain(`"value":"${first}"`);
  });

  it('writes down each look: who, which and when, and its end', async () => {
    const { first, itemId } = await standing('written', await pngWithText());
    await pressDoor(PEOPLE.lead, first);
    await carryOut();
    await endAll();
    const written = await rows(
      desk.line,
      `select kind, staff_id, data->>'messageId' as message from events where item_id = '${itemId}' and kind like 'media%' order by id`,
    );
    expect(written).toEqual([
      { kind: 'media_looked_at', staff_id: desk.staff.lead.id, message: first },
      { kind: 'media_look_ended', staff_id: null, message: first },
    ]);
  });

  it('takes the file and the message that carried it back after ten minutes, and no sooner', async () => {
    const { first } = await standing('ten', await pngWithText());
    const before = standingMessages().length;
    const pressed = desk.line.now().getTime();
    await pressDoor(PEOPLE.triage, first);
    const answered = desk.line.now().getTime();
    await carryOut();
    const [owed] = await rows(
      desk.line,
      `select run_at, payload->>'lookId' as id from outbox where topic = 'end_look'`,
    );
    const [look] = await rows(
      desk.line,
      `select ends_at, created_at = date_trunc('hour', created_at, 'UTC') as coarse from slack_posts where kind = 'look'`,
    );
    const stands = Number(new Date(String(look?.ends_at))) - 600_000;
    expect(stands).toBeGreaterThanOrEqual(pressed);
    expect(stands).toBeLessThanOrEqual(answered);
    // The item is anonymous: nothing but the end, which goes with the row, is finer than the hour.
    expect(look?.coarse).toBe(true);
    expect(Number(new Date(String(owed?.run_at)))).toBe(Number(new Date(String(look?.ends_at))));
    expect(await endLook(desk.to, String(owed?.id))).toMatchObject({ kind: 'retry', reason: 'look_stands' });
    const files = inDirectMessages(PEOPLE.triage).flatMap((message) => message.files.map(idOf));
    await endAll();
    expect(files.map((id) => desk.slack.fileBytes(id))).toEqual([null]);
    expect(standingMessages()).toHaveLength(before);
    expect(await looks()).toBe(0);
  });

  it('shows a file once, however often it is pressed while it stands', async () => {
    const { first, itemId } = await standing('twice', await pngWithText());
    await Promise.all([pressDoor(PEOPLE.triage, first), pressDoor(PEOPLE.triage, first)]);
    await carryOut();
    await pressDoor(PEOPLE.triage, first);
    await carryOut();
    expect(inDirectMessages(PEOPLE.triage)).toHaveLength(1);
    expect(await count(desk.line, `events where item_id = '${itemId}' and kind = 'media_looked_at'`)).toBe(1);
    await endAll();
  });

  it('opens to nobody without a role', async () => {
    const { first, itemId } = await standing('stranger', await pngWithText());
    expect(await pressDoor(PEOPLE.stranger, first)).not.toContain('direct messages');
    await carryOut();
    expect(inDirectMessages(PEOPLE.stranger)).toEqual([]);
    expect(await count(desk.line, `events where item_id = '${itemId}' and kind = 'media_looked_at'`)).toBe(0);
  });

  it('of a sensitive item opens to protection alone, as if there were no such file, and never to who is excluded', async () => {
    const { first, itemId, reference } = await standing('closed', await pngWithText(), 'photo', true);
    const { triage, lead, protection } = desk.staff;
    const admin = { ...lead, roles: ['admin' as const] };
    const both = (member: StaffMember | null) =>
      Promise.all([lookAtMedia(desk.line, member, first), lookAtAllMedia(desk.line, member, reference)]);
    for (const member of [triage, lead])
      for (const refused of await both(member)) expect(refused).toEqual({ ok: false, code: 'not_found' });
    // Who lacks a role for any item hears which, and the same of one that is not there.
    const absent = (member: StaffMember | null) =>
      Promise.all([lookAtMedia(desk.line, member, randomUUID()), lookAtAllMedia(desk.line, member, 'F-000000')]);
    for (const member of [null, admin, { ...triage, roles: [] }])
      expect(await both(member)).toEqual(await absent(member));
    await excludeStaff(desk.line, protection, reference, [protection.id]);
    for (const refused of await both(protection)) expect(refused).toEqual({ ok: false, code: 'not_found' });
    expect(await looks()).toBe(0);
    expect(await count(desk.line, `events where item_id = '${itemId}' and kind = 'media_looked_at'`)).toBe(0);
  });

  it.each(['', 'nothing', "x' or true", randomUUID()])('is no door for the made-up id %j', async (id) => {
    expect(await lookAtMedia(desk.line, desk.staff.triage, id)).toEqual({ ok: false, code: 'not_found' });
  });

  it('of a sensitive item stands in what Open shows, and nowhere else', async () => {
    const { first, reference, itemId } = await standing('report', await jpegWithEverything(), 'photo', true);
    const everywhere = [CHANNEL, 'C0SENS'].flatMap((channel) => desk.slack.messages(channel));
    expect(JSON.stringify(everywhere)).not.toContain(first);
    const card = desk.slack.messages('C0SENS').find((one) => JSON.stringify(one.metadata ?? {}).includes(reference));
    await desk.slack.click(PEOPLE.protection, 'C0SENS', card?.ts ?? '', 'open');
    await desk.seen(PEOPLE.protection, first);
    await desk.slack.clickInView(PEOPLE.protection, 'look');
    await desk.seen(PEOPLE.protection, 'direct messages');
    await carryOut();
    expect(bytesShown(PEOPLE.protection)).toHaveLength(1);
    expect(await count(desk.line, `events where item_id = '${itemId}' and kind = 'media_looked_at'`)).toBe(1);
    await endAll();
  });

  it('says so in the direct message when there is nothing to show', async () => {
    held.set('bomb', { kind: 'file', bytes: pixelBomb(30_000) });
    held.set('large', { kind: 'too_large' });
    for (const [fileId, said] of [
      ['bomb', 'too large to be unpacked'],
      ['large', 'too large to be passed on'],
      ['never', 'can no longer be fetched'],
    ] as const) {
      const { first } = await submitted([bodyOf('document', fileId)]);
      await pressDoor(PEOPLE.triage, first);
      await carryOut();
      expect(desk.slack.directMessages(PEOPLE.triage).at(-1)?.text).toContain(said);
      await carryOut();
      expect(await looks()).toBe(0);
    }
    expect(inDirectMessages(PEOPLE.triage)).toEqual([]);
  });
});

describe('what Slack may do to a look', () => {
  const faults = ['429', '500', 'answerLost', 'hollow'];
  const methods = ['conversations.open', 'files.getUploadURLExternal', 'files.completeUploadExternal'];
  it.each(methods.flatMap((method) => faults.map((kind) => [method, kind])))(
    '%s with %s shows one copy in the end, and leaves none behind',
    async (method, kind) => {
      const { first } = await standing(`${method}-${kind}`, await pngWithText());
      await pressDoor(PEOPLE.triage, first);
      desk.slack.fault({ method, kind });
      const tried = await carryOut();
      expect(tried.every((result) => result.kind === 'retry')).toBe(true);
      await until(() => carryOut());
      expect(bytesShown(PEOPLE.triage)).toHaveLength(1);
      await endAll();
      expect(everyFile()).toEqual([]);
    },
  );

  it.each(
    ['conversations.history', 'files.delete', 'files.info', 'chat.delete'].flatMap((method) =>
      [...faults, 'cant_delete_file'].map((kind) => [method, kind]),
    ),
  )('%s with %s delays the end, and leaves nothing in the end', async (method, kind) => {
    const { first } = await standing(`end-${method}-${kind}`, await pngWithText());
    await pressDoor(PEOPLE.triage, first);
    await carryOut();
    await pass();
    desk.slack.fault({ method, kind });
    expect((await carryOut()).every((result) => result.kind === 'retry')).toBe(true);
    desk.slack.clearFaults();
    await rows(desk.line, "update outbox set run_at = 'epoch'");
    await until(() => carryOut());
    expect(await looks()).toBe(0);
    expect(everyFile()).toEqual([]);
    expect(standingMessages().filter(({ text }) => text.includes('It goes from here'))).toEqual([]);
  });

  it('is owed anew when the queue has lost it', async () => {
    const { first } = await standing('lost', await pngWithText());
    await pressDoor(PEOPLE.triage, first);
    await carryOut();
    await rows(desk.line, 'delete from outbox');
    await pass();
    expect(await oweEndOfLooks(desk.line)).toBe(1);
    expect(await carryOut()).toEqual([]);
    expect(everyFile()).toEqual([]);
  });

  it('that comes when its time is over is not shown', async () => {
    const { first } = await standing('late', await pngWithText());
    await pressDoor(PEOPLE.triage, first);
    await pass();
    await carryOut();
    expect(everyFile()).toEqual([]);
    expect(await looks()).toBe(0);
  });

  it('that a killed worker had begun is found again, not shown twice', async () => {
    const { first } = await standing('killed', await pngWithText());
    await pressDoor(PEOPLE.triage, first);
    const owed = await rows(desk.line, `select payload->>'lookId' as id from outbox where topic = 'show_media'`);
    await carryOut();
    // As if it had died right after Slack took the file.
    await rows(
      desk.line,
      "update slack_posts set uncertain = true, sealed_ts = null, posting_until = null where kind = 'look'",
    );
    expect(await showMedia(desk.to, String(owed[0]?.id), fetchMedia)).toEqual({ kind: 'done' });
    expect(bytesShown(PEOPLE.triage)).toHaveLength(1);
    await endAll();
    expect(everyFile()).toEqual([]);
  });

  const everyFile = () => Object.values(PEOPLE).flatMap((who) => inDirectMessages(who));
  async function until(work: () => Promise<JobResult[]>): Promise<void> {
    for (let time = 0; (await work()).length > 0; time += 1) {
      if (time > 10) throw new Error('it is never done');
    }
  }
});

describe('a file that stands in direct messages', () => {
  const shown = async (fileId: string, who: Who, sensitive = false) => {
    const made = await standing(fileId, await pngWithText(), 'photo', sensitive);
    if (!sensitive) await pressDoor(who, made.first);
    else {
      const card = desk.slack
        .messages('C0SENS')
        .find((one) => JSON.stringify(one.metadata ?? {}).includes(made.reference));
      await desk.slack.click(who, 'C0SENS', card?.ts ?? '', 'open');
      await desk.seen(who, made.first);
      await desk.slack.clickInView(who, 'look');
      await desk.seen(who, 'direct messages');
    }
    await carryOut();
    expect(inDirectMessages(who)).toHaveLength(1);
    return made;
  };

  it('goes at once when the words are destroyed', async () => {
    const { itemId } = await shown('forgotten', PEOPLE.triage);
    await desk.line.database.transaction(async (tx) => {
      const item = await lockItem(tx, itemId);
      if (item) await destroyWords(tx, desk.line, item, 'resident');
    });
    await carryOut();
    expect(inDirectMessages(PEOPLE.triage)).toEqual([]);
    expect(await looks()).toBe(0);
  });

  it('goes at once from who may not see it any more when the item turns sensitive', async () => {
    const { first, reference } = await shown('turned', PEOPLE.triage);
    await pressDoor(PEOPLE.protection, first);
    await carryOut();
    expect((await markSensitive(desk.line, desk.staff.triage, reference)).ok).toBe(true);
    await carryOut();
    expect(inDirectMessages(PEOPLE.triage)).toEqual([]);
    expect(inDirectMessages(PEOPLE.protection)).toHaveLength(1);
    await endAll();
  });

  it('goes at once from a person who was excluded', async () => {
    const { reference } = await shown('excluded', PEOPLE.protection, true);
    const excluded = await excludeStaff(desk.line, desk.staff.protection, reference, [desk.staff.protection.id]);
    expect(excluded.ok).toBe(true);
    await carryOut();
    expect(inDirectMessages(PEOPLE.protection)).toEqual([]);
  });

  it.each([
    ['triage', PEOPLE.triage, false],
    ['lead', PEOPLE.lead, false],
    ['protection', PEOPLE.protection, true],
  ] as const)(
    'goes at once from a person whose last role that let them see it, %s, was taken',
    async (role, who, sensitive) => {
      await shown(`taken-${role}`, who, sensitive);
      await change(who, ['admin']);
      expect(await carryOut()).toEqual([]);
      expect(inDirectMessages(who)).toEqual([]);
      expect(await looks()).toBe(0);
      await change(who, [role]);
    },
  );

  it('stays its ten minutes when a role was taken that another of theirs stands in for', async () => {
    await change(PEOPLE.triage, ['triage', 'lead']);
    await shown('both', PEOPLE.triage);
    await change(PEOPLE.triage, ['triage']);
    await carryOut();
    expect(inDirectMessages(PEOPLE.triage)).toHaveLength(1);
    await endAll();
  });

  it('goes, of a report, at once when protection was taken, while what triage lets them see stays', async () => {
    await change(PEOPLE.protection, ['triage', 'protection']);
    const open = await shown('ordinary', PEOPLE.protection);
    const closed = await standing('report-too', await pngWithText(), 'photo', true);
    const looked = await lookAtMedia(desk.line, { ...desk.staff.protection, roles: ['protection'] }, closed.first);
    expect(looked.ok).toBe(true);
    await carryOut();
    expect(inDirectMessages(PEOPLE.protection)).toHaveLength(2);
    await change(PEOPLE.protection, ['triage']);
    await carryOut();
    expect(inDirectMessages(PEOPLE.protection).map(({ text }) => text.includes(open.reference))).toEqual([true]);
    await endAll();
    await change(PEOPLE.protection, ['protection']);
  });

  it('goes at once from a person who was removed', async () => {
    await shown('removed', PEOPLE.triage);
    expect(await removeStaff(desk.line, 'console', PEOPLE.triage)).toMatchObject({ ok: true });
    await carryOut();
    expect(inDirectMessages(PEOPLE.triage)).toEqual([]);
    expect(await looks()).toBe(0);
    await change(PEOPLE.triage, ['triage']);
  });

  it('goes at once from a person who is held for their name, until another has decided', async () => {
    const { reference } = await shown('held', PEOPLE.protection, true);
    const named = { slackUserIds: [], names: ['protection Sample'] };
    expect(await excludeStaff(desk.line, desk.staff.protection, reference, [], named)).toMatchObject({ ok: true });
    await carryOut();
    expect(inDirectMessages(PEOPLE.protection)).toEqual([]);
    expect(await looks()).toBe(0);
  });

  const change = async (slackUserId: Who, roles: Role[]) => {
    const given = { slackUserId, displayName: `Sample ${roles.join()}`, agency: 'UNDP' as const, roles };
    expect(await addStaff(desk.line, 'console', given)).toMatchObject({ ok: true });
    await rows(desk.line, "delete from outbox where topic = 'role_notice'");
  };

  it('is not shown at all when the right went between the press and the showing', async () => {
    const { first, itemId, reference } = await standing('between', await pngWithText());
    await pressDoor(PEOPLE.triage, first);
    const owed = await row(desk.line, `select payload->>'lookId' as id from outbox where topic = 'show_media'`);
    expect((await markSensitive(desk.line, desk.staff.triage, reference)).ok).toBe(true);
    expect(await showMedia(desk.to, String(owed.id), fetchMedia)).toEqual({ kind: 'done' });
    await carryOut();
    expect(inDirectMessages(PEOPLE.triage)).toEqual([]);
    expect(await count(desk.line, `slack_posts where kind = 'look' and item_id = '${itemId}'`)).toBe(0);
  });
});
