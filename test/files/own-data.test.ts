import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../src/core/domain/codes.ts';
import type { FetchedMedia } from '../../src/core/domain/media.ts';
import type { StaffMember } from '../../src/core/domain/staff/permissions.ts';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { replyToItem } from '../../src/core/items/reply-to-item.ts';
import { makeFile } from '../../src/files/make-file.ts';
import { makeReady } from '../../src/media/ready-media.ts';
import { openTestLine, type TestLine } from '../support/line.ts';
import { publishedOffer, sampleOffer } from '../support/offers.ts';
import { makeResident } from '../support/resident.ts';
import { row, rows } from '../support/rows.ts';
import { makeStaff } from '../support/staff.ts';

const texts = loadTexts();
let line: TestLine;
let ana: StaffMember;
const clock = new Date('2026-05-04T08:00:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  ana = await makeStaff(line, ['triage'], 'WHO');
});
afterAll(() => line.close());

const picture = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#c33' } })
    .jpeg()
    .toBuffer();

/** Somebody of whom there is something of every kind, with words that stand nowhere else. */
async function somebody(language: Language) {
  const offerId = await publishedOffer(
    line,
    ana,
    sampleOffer(clock, {
      seats: 20,
      rules: { minAge: 15, communities: ['roma', 'albanian', 'serb'] },
      questions: [
        {
          key: 'why',
          kind: 'text',
          texts: { sq: 'Pse doni?', 'sr-Latn': 'Zašto želite?', rom: 'Soske mangeja?', en: 'Why?' },
        },
      ],
    }),
  );
  const resident = makeResident(line);
  await resident.agree(language);
  const residentId = String((await row(line, 'select id from residents order by created_at desc, id limit 1')).id);
  return { resident, offerId, residentId };
}

const idOf = async (chatId: string): Promise<string> => {
  const hash = line.keyring.lookupHash('chat', chatId).toString('hex');
  return String((await row(line, `select id from residents where chat_hash = '\\x${hash}'`)).id);
};

async function live(language: Language) {
  const { resident, offerId } = await somebody(language);
  await resident.command('feedback');
  await resident.press('type:complaint');
  await resident.press('municipality:zvecan');
  await resident.write('Rruga <b>e shpikur</b> & 5');
  await resident.press('sector:health');
  await resident.act({
    kind: 'message',
    message: { kind: 'text', text: 'Fjala para ndryshimit', handle: `e${resident.chatId}` },
  });
  await resident.act({
    kind: 'message',
    message: {
      kind: 'photo',
      text: 'Foto e urës',
      handle: `p${resident.chatId}`,
      file: { id: 'picture', uniqueId: 'picture', bytes: 900 },
    },
  });
  await resident.act({
    kind: 'message',
    message: {
      kind: 'voice',
      handle: `v${resident.chatId}`,
      file: { id: 'voice', uniqueId: 'voice', bytes: 12, seconds: 75 },
    },
  });
  await resident.press('messages:!done');
  await resident.press('check:send');
  await resident.press('gender:woman');
  await resident.press('age_band:18_24');
  await resident.press('community:roma');
  await resident.press('community:!done');
  await resident.press('disability:no');
  await resident.act({
    kind: 'edited',
    message: { kind: 'text', text: 'Fjala pas ndryshimit', handle: `e${resident.chatId}` },
  });
  const id = await idOf(resident.chatId);
  const item = await row(line, `select reference from items where resident_id = '${id}'`);
  await replyToItem(line, ana, String(item.reference), {
    text: 'Përgjigje e stafit <i>',
    changeKey: `r${resident.chatId}`,
  });
  await resident.tap(`o:apply:${offerId}`);
  await resident.write('34');
  await resident.write('Agron Gashi');
  await resident.act({ kind: 'contact', phone: '+38344123456', own: true, handle: '1' });
  await resident.press('needs:childcare');
  await resident.press('needs:!done');
  await resident.write('Sepse më duhet punë');
  await resident.press('share:yes');
  await resident.press('check:send');
  await resident.sendFeedback('fjalë të rënda', { type: 'sensitive_report' });
  await resident.sendFeedback('fjalë pa emër', { anonymous: true });
  await resident.command('feedback');
  await resident.press('type:request');
  await resident.write('E filluar dhe e padërguar');
  await resident.press('!keep');
  return { resident, residentId: id };
}

const fetched = async (handle: string): Promise<FetchedMedia> =>
  handle === 'picture'
    ? { kind: 'file', bytes: await picture() }
    : handle === 'voice'
      ? { kind: 'file', bytes: Buffer.from('OggS invented') }
      : { kind: 'gone' };
const make = makeFile({
  get line() {
    return line;
  },
  texts,
  sample: true,
  makeReady,
});
async function made(residentId: string, as: 'page' | 'data' | 'text', language: Language) {
  const reader = { language, secondLanguage: language === 'rom' ? ('sq' as const) : null };
  return Buffer.from((await make({ kind: 'own_data', as, residentId }, reader, fetched)) ?? '').toString('utf8');
}

/** What was told, and has to be in what is given. */
const HELD = [
  'Fjala pas ndryshimit',
  'Fjala para ndryshimit',
  'Foto e urës',
  'Agron Gashi',
  '+38344123456',
  'Sepse më duhet punë',
  'E filluar dhe e padërguar',
];

test.each(LANGUAGES)(
  'a page in %s holds everything, pictures and a short voice too, and nothing of what is serious or has no name',
  async (language) => {
    const { resident, residentId } = await live(language);
    const page = await made(residentId, 'page', language);
    const say = (key: string) => texts.say(language, key);
    for (const words of [...HELD, resident.chatId, '34', '1:15']) expect(page).toContain(words);
    // What people wrote is words and no markup.
    expect(page).toContain('Rruga &lt;b&gt;e shpikur&lt;/b&gt; &amp; 5');
    expect(page).toContain('Përgjigje e stafit &lt;i&gt;');
    for (const key of [
      'name',
      'phone',
      'age',
      'community',
      'needs',
      'registered',
      'settlement',
      'state',
      'unsent',
      'you_wrote',
      'we_wrote',
    ])
      expect(page).toContain(say(`privacy:file.${key}`).replaceAll("'", '&#39;'));
    for (const key of [
      'codes:age_band.18_24',
      'codes:community.roma',
      'codes:gender.woman',
      'registration:need.childcare',
      'codes:sector.health',
    ])
      expect(page).toContain(say(key));
    expect(page).toMatch(/<img alt="" src="data:image\/jpeg;base64,/);
    expect(page).toMatch(/<audio controls preload="none" src="data:audio\/ogg;base64,/);
    for (const hidden of ['fjalë të rënda', 'fjalë pa emër']) expect(page).not.toContain(hidden);
    expect(page).toContain(say('privacy:file.stays').split('.')[0]?.replaceAll("'", '&#39;'));
    // Nothing is fetched for it, and nothing runs in it.
    expect(page).not.toMatch(/<script|https?:\/\/|<link|@import|url\(/i);
    expect(page).not.toMatch(/privacy:|codes:|registration:|items:|\{\{|undefined|\[object/);
    expect(page).toContain(`<html lang="${language}">`);

    const data = JSON.parse(await made(residentId, 'data', language));
    for (const words of [...HELD, 'Rruga <b>e shpikur</b> & 5'])
      expect(JSON.stringify(data)).toContain(JSON.stringify(words).slice(1, -1));
    expect(data.items.flatMap(({ parts }: { parts: object[] }) => parts)).toContainEqual(
      expect.objectContaining({ field: 'phone', label: say('privacy:file.phone'), value: '+38344123456' }),
    );
    const plain = await made(residentId, 'text', language);
    for (const words of HELD) expect(plain).toContain(words);
  },
);

test('what waits of a sensitive or nameless report is counted in no file', async () => {
  const { resident } = await somebody('sq');
  const residentId = await idOf(resident.chatId);
  await resident.sendFeedback('fjalë të rënda', { type: 'sensitive_report' });
  await resident.sendFeedback('fjalë pa emër', { anonymous: true });
  const serious = await row(line, `select reference from items where resident_id = '${residentId}'`);
  await rows(line, `delete from deliveries where resident_id = '${residentId}' returning id`);
  const protector = await makeStaff(line, ['triage', 'protection']);
  const answer = { text: 'Përgjigje', changeKey: `s${resident.chatId}` };
  expect(await replyToItem(line, protector, String(serious.reference), answer)).toMatchObject({ ok: true });
  const label = texts.say('sq', 'privacy:file.waiting');
  for (const as of ['page', 'data', 'text'] as const) expect(await made(residentId, as, 'sq')).not.toContain(label);
  await resident.sendFeedback('fjalë të zakonshme');
  const usual = await row(line, `select reference from items where resident_id = '${residentId}' and not sensitive`);
  await replyToItem(line, ana, String(usual.reference), { text: 'Përgjigje', changeKey: `u${resident.chatId}` });
  expect(await made(residentId, 'page', 'sq')).toContain(label);
});

test('a picture that cannot be had, or is too large, is said to be in the chat', async () => {
  const { residentId } = await live('sq');
  const reader = { language: 'sq' as const, secondLanguage: null };
  const page = async (fetch: () => Promise<FetchedMedia>) =>
    Buffer.from((await make({ kind: 'own_data', as: 'page', residentId }, reader, fetch)) ?? '').toString('utf8');
  for (const fetch of [
    async (): Promise<FetchedMedia> => ({ kind: 'gone' }),
    async (): Promise<FetchedMedia> => ({ kind: 'too_large' }),
    async (): Promise<FetchedMedia> => ({ kind: 'file', bytes: Buffer.from('no picture') }),
    async (): Promise<FetchedMedia> => {
      throw new Error('away');
    },
  ]) {
    const made = await page(fetch);
    expect(made).not.toContain('<img');
    expect(made).toContain(texts.say('sq', 'privacy:file.picture_elsewhere'));
  }
});

test('that a file stays on the phone is said before it comes', async () => {
  const { resident } = await somebody('sq');
  await resident.command('privacy');
  expect(resident.keys()).toContain('privacy:stays');
  await resident.tap('m:download');
  const [first, page, data] = resident.said();
  expect(first?.lines.map(({ key }) => key)).toEqual(['privacy:stays', 'discreet:download']);
  expect(first?.file).toBeUndefined();
  expect([page?.file?.name, data?.file?.name]).toEqual(['community-line.html', 'community-line.json']);
});
