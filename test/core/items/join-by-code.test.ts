import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasNoChannel } from '../../../src/core/domain/codes.ts';
import { readJoinCode, showJoinCode } from '../../../src/core/domain/join-code.ts';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { applyRetention } from '../../../src/core/forgetting/apply-retention.ts';
import { classifyItem } from '../../../src/core/items/classify-item.ts';
import { markSensitive } from '../../../src/core/items/hidden/mark-sensitive.ts';
import { makeJoinCode } from '../../../src/core/items/in-person/make-join-code.ts';
import { tellPerson } from '../../../src/core/items/in-person/tell-person.ts';
import { noteOnItem } from '../../../src/core/items/note-on-item.ts';
import { referItem } from '../../../src/core/items/refer-item.ts';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import { takePendingSays } from '../../../src/core/residents/pending-says.ts';
import { showItem } from '../../../src/core/views/show-item.ts';
import { type ItemRow, readItem } from '../../../src/db/queries/items/items.ts';
import { SEALED_OF_ITEMS } from '../../../src/db/queries/items/sealed-of-items.ts';
import { noChannel } from '../../../src/db/queries/residents/residents.ts';
import { residents } from '../../../src/db/schema/residents/residents.ts';
import { enterSample, submitSample } from '../../support/items.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { count, row, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let ana: StaffMember;
let clock = new Date('2026-05-04T08:00:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  ana = await makeStaff(line, ['triage', 'protection']);
});
afterAll(() => line.close());

const DAY = 86_400_000;
const pass = (milliseconds: number) => {
  clock = new Date(clock.getTime() + milliseconds);
};
const enter = (changes: Parameters<typeof enterSample>[2] = {}) =>
  enterSample(line, ana, { contact: { phone: '+38344123456' }, ...changes });
const reply = (reference: string, text: string) => replyToItem(line, ana, reference, { text, changeKey: randomUUID() });
async function codeFor(reference: string): Promise<string> {
  const made = await makeJoinCode(line, ana, reference);
  if (!made.ok) throw new Error(made.code);
  return made.value.code;
}
async function agreed() {
  const resident = makeResident(line);
  await resident.agree();
  return resident;
}
const wrongOf = (code: string): string =>
  `${code.slice(0, 4)}${code.slice(4).replace(/\d/g, (digit) => String((Number(digit) + 1) % 10))}`;
const otherOf = (code: string): string => `${code.slice(0, 4) === '4999' ? '4998' : '4999'}${'1'.repeat(8)}`;

describe('a code is read as it is copied', () => {
  it.each([
    '482177305592',
    '4821 7730 5592',
    '4821-7730-5592',
    ' 4821–7730–5592 ',
    '4821\u00a07730\u202f5592',
    '4821\u200b7730\u200d5592',
    '4821.7730.5592',
    '４８２１７７３０５５９２',
    '٤٨٢١٧٧٣٠٥٥٩٢',
    '*4821 7730 5592*',
    '`4821 7730 5592`',
    '„4821/7730/5592“',
    '(4821 7730 5592).',
    '#4821,7730,5592',
  ])('%j', (text) => {
    expect(readJoinCode(text)).toEqual({ selector: '4821', whole: '482177305592' });
  });

  it.each(['48217730559', '4821773055921', 'kodi 482177305592', '4821 7730 559a', '', '+383 44 123 456'])(
    '%j is none',
    (text) => {
      expect(readJoinCode(text)).toBeNull();
    },
  );

  it('stands on paper in groups of four', () => {
    expect(showJoinCode('482177305592')).toBe('4821 7730 5592');
  });
});

describe('whoever staff entered, once they have a phone of their own', () => {
  it('has everything as theirs by the code: what was said, what waits to be told, and what comes after', async () => {
    const { reference, itemId } = await enter({ text: 'nuk kemi ujë' });
    await noteOnItem(line, ana, reference, { text: 'a note' });
    await referItem(line, ana, reference, { toAgency: 'UNICEF', remark: 'a remark' });
    await reply(reference, 'E para, e thënë.');
    await tellPerson(line, ana, reference);
    await reply(reference, 'E dyta, e pathënë.');
    const before = await row(line, `select resident_id, key_id, first_response_at from items where id = '${itemId}'`);
    const code = await codeFor(reference);
    const resident = await agreed();
    const came = await resident.write(showJoinCode(code));
    expect(came.all.flatMap((say) => say.lines.map(({ key }) => key))).toContain('join:done');
    const after = await row(
      line,
      `select resident_id, key_id, told_by_staff, first_response_at from items where id = '${itemId}'`,
    );
    expect(after).toMatchObject({ told_by_staff: false, first_response_at: before.first_response_at });
    expect(after.key_id).not.toBe(before.key_id);
    expect(await count(line, `residents where id = '${before.resident_id}'`)).toBe(0);
    const shown = await showItem(line, ana, reference);
    expect(shown.ok && shown.value.messages.map(({ body }) => body?.text)).toEqual([
      'nuk kemi ujë',
      'a note',
      'E para, e thënë.',
      'E dyta, e pathënë.',
    ]);
    expect(shown.ok && shown.value.referrals[0]?.remark).toBe('a remark');
    expect(shown.ok && { person: shown.value.person, reachedBy: shown.value.reachedBy }).toEqual({
      person: null,
      reachedBy: 'telegram',
    });
    await reply(reference, 'E treta.');
    await rows(line, `update residents set delivering_until = null where id = '${after.resident_id}' returning id`);
    const says = JSON.stringify(await takePendingSays(line, after.resident_id as string));
    expect(['E para, e thënë.', 'E dyta, e pathënë.', 'E treta.'].map((text) => says.includes(text))).toEqual([
      false,
      true,
      true,
    ]);
    const own = await resident.command('my');
    expect(JSON.stringify(own.all)).toContain(itemId);
    expect(await count(line, `events where item_id = '${itemId}' and kind in ('code_made', 'person_joined')`)).toBe(2);
  });

  it('comes by a link before anything was agreed to, and by then only hashes of the code are kept', async () => {
    const { reference, itemId } = await enter();
    const code = await codeFor(reference);
    const resident = makeResident(line);
    await resident.act({ kind: 'command', name: 'start', payload: code });
    const held = JSON.stringify([
      await rows(line, 'select plain_dialogue from residents where plain_dialogue is not null'),
      await rows(line, "select encode(selector_hash, 'escape'), encode(code_hash, 'escape') from join_codes"),
      line.logged,
    ]);
    expect(held).not.toContain(code);
    expect(held).not.toContain(code.slice(4));
    await resident.agree();
    expect(resident.keys()).toContain('join:done');
    expect(await row(line, `select told_by_staff from items where id = '${itemId}'`)).toEqual({ told_by_staff: false });
  });

  it('is forgotten whole: the key that a backup of before needs goes too', async () => {
    const { reference, itemId } = await enter();
    const { key_id: first } = await row(line, `select key_id from items where id = '${itemId}'`);
    const resident = await agreed();
    await resident.write(await codeFor(reference));
    await resident.command('forget');
    await resident.press('sure:yes');
    await resident.press('really:yes');
    expect(await count(line, `tombstones where key_id = '${first}'`)).toBe(1);
    expect(await count(line, `person_keys where id = '${first}'`)).toBe(0);
    expect(await count(line, `messages where item_id = '${itemId}' and sealed_body is not null`)).toBe(0);
  });
});

describe('a code', () => {
  it('works once, and a new one ends the one before', async () => {
    const one = await enter();
    const old = await codeFor(one.reference);
    const code = await codeFor(one.reference);
    const [first, second] = [await agreed(), await agreed()];
    await first.write(old);
    expect(first.keys()).toContain('join:wrong');
    await first.write(code);
    expect(first.keys()).toContain('join:done');
    await second.write(code);
    expect(second.keys()).toContain('join:wrong');
  });

  it('works for seven days', async () => {
    const one = await enter();
    const [late, early] = [await codeFor(one.reference), (await enter()).reference];
    pass(7 * DAY - 1000);
    const resident = await agreed();
    const fresh = await codeFor(early);
    pass(2000);
    await resident.write(late);
    expect(resident.keys()).toContain('join:wrong');
    await resident.write(fresh);
    expect(resident.keys()).toContain('join:done');
    await applyRetention(line);
    expect(await count(line, `join_codes where expires_at < '${clock.toISOString()}'`)).toBe(0);
  });

  it('is tried five times by one resident, who is told so and may try again a day later', async () => {
    const { reference } = await enter();
    const code = await codeFor(reference);
    const resident = await agreed();
    for (let tried = 1; tried < 5; tried += 1) {
      await resident.write(otherOf(code));
      expect(resident.keys()).toContain('join:wrong');
    }
    await resident.write(otherOf(code));
    expect(resident.keys()).toContain('join:too_many');
    await resident.act({ kind: 'button', data: 'm:exit' });
    await resident.write(code);
    expect(resident.keys()).toContain('join:too_many');
    pass(DAY + 1000);
    await resident.write(code);
    expect(resident.keys()).toContain('join:done');
  });

  it('is tried five times by all together, and then works for nobody', async () => {
    const { reference } = await enter();
    const code = await codeFor(reference);
    for (let tried = 0; tried < 5; tried += 1) await (await agreed()).write(wrongOf(code));
    const resident = await agreed();
    await resident.write(code);
    expect(resident.keys()).toContain('join:wrong');
    await resident.write(await codeFor(reference));
    expect(resident.keys()).toContain('join:done');
  });

  it('is made for nothing sensitive, nothing anonymous, and nobody who is there already', async () => {
    const sensitive = await enter({ type: 'sensitive_report' });
    expect(await makeJoinCode(line, ana, sensitive.reference)).toMatchObject({ code: 'code_sensitive' });
    const anonymous = await submitSample(line);
    expect(await makeJoinCode(line, ana, anonymous.reference)).toMatchObject({ code: 'code_anonymous' });
    const { reference } = await enter();
    await (await agreed()).write(await codeFor(reference));
    expect(await makeJoinCode(line, ana, reference)).toMatchObject({ code: 'code_not_needed' });
  });

  it('brings nothing that became sensitive since, and is as wrong as any other', async () => {
    const { reference, itemId } = await enter();
    const code = await codeFor(reference);
    await markSensitive(line, ana, reference);
    const resident = await agreed();
    await resident.write(code);
    expect(resident.keys()).toContain('join:wrong');
    expect(await row(line, `select told_by_staff from items where id = '${itemId}'`)).toEqual({ told_by_staff: true });
  });

  it('ends for good when anything of its person turns sensitive, whoever says so', async () => {
    for (const mark of [
      (reference: string) => markSensitive(line, ana, reference),
      (reference: string) => classifyItem(line, ana, reference, { type: 'sensitive_report' }),
    ]) {
      const { reference } = await enter();
      await codeFor(reference);
      const before = await count(line, 'join_codes');
      expect(await mark(reference)).toMatchObject({ ok: true });
      expect(await count(line, 'join_codes')).toBe(before - 1);
    }
  });

  it.each([
    ['wrong', async () => otherOf(await codeFor((await enter()).reference))],
    ['half wrong', async () => wrongOf(await codeFor((await enter()).reference))],
    [
      'used',
      async () => {
        const code = await codeFor((await enter()).reference);
        await (await agreed()).write(code);
        return code;
      },
    ],
    [
      'too old',
      async () => {
        const code = await codeFor((await enter()).reference);
        pass(7 * DAY + 1000);
        return code;
      },
    ],
    [
      'of what became sensitive',
      async () => {
        const { reference } = await enter();
        const code = await codeFor(reference);
        await markSensitive(line, ana, reference);
        return code;
      },
    ],
  ])('that is %s is said to be wrong in the same words, and stays what somebody wrote', async (_why, make) => {
    const digits = showJoinCode(await make());
    const resident = await agreed();
    const said = (await resident.write(digits)).all;
    expect(said[0]?.lines).toEqual([{ key: 'join:wrong' }, { key: 'join:wrong_ask' }]);
    expect(JSON.stringify(said.at(-1))).toContain(digits);
    await resident.press('what:send');
    await resident.press('how:now');
    const sent = /F-[0-9A-Z]{6}/.exec(JSON.stringify(resident.said()))?.[0] ?? '';
    const shown = await showItem(line, ana, sent);
    expect(shown.ok && shown.value.messages.map(({ body }) => body?.text)).toEqual([digits]);
  });

  it('that is none is words also in the form that takes them, after too many, and as an answer to a message', async () => {
    const resident = await agreed();
    await resident.write('uji nuk vjen');
    const more = (await resident.write('4999 1111 1111')).all;
    expect(JSON.stringify(more)).toContain('4999 1111 1111');
    expect(JSON.stringify(more)).toContain('uji nuk vjen');
    for (let tried = 0; tried < 5; tried += 1) await resident.write(`4999 1111 112${tried}`);
    expect(resident.keys()).toContain('join:too_many');
    const last = (await resident.write('4999 1111 1130')).all;
    expect(JSON.stringify(last)).toContain('4999 1111 1130');
    const other = await agreed();
    await other.sendFeedback('drita nuk punon');
    const [item] = await rows(
      line,
      "select reference from items where kind = 'feedback' order by received_at desc, id limit 1",
    );
    const replied = await other.act({
      kind: 'message',
      message: { kind: 'text', text: '499911111111', handle: '777001' },
      repliesTo: { texts: [String(item?.reference)], data: [] },
    });
    expect(JSON.stringify(replied.all)).toContain('499911111111');
  });

  it.each(['wrongCodes', 'wrongReceipts'] as const)(
    '%s count on for who forgets everything and agrees anew',
    async (what) => {
      const { reference } = await enter();
      const code = await codeFor(reference);
      const resident = await agreed();
      const wrong = async () => {
        if (what === 'wrongCodes') return resident.write(otherOf(code));
        await resident.tap('m:receipt');
        return resident.write('1111222233334444');
      };
      for (let tried = 0; tried < 5; tried += 1) await wrong();
      await resident.command('forget');
      await resident.press('sure:yes');
      await resident.press('really:yes');
      expect(resident.keys()).toContain('forget:done');
      await resident.agree();
      await wrong();
      expect(resident.keys()).toContain(what === 'wrongCodes' ? 'join:too_many' : 'errors:receipt_too_many');
    },
  );

  it('leaves nothing of who forgets everything and tried none', async () => {
    const before = await count(line, 'residents');
    const resident = await agreed();
    await resident.command('forget');
    await resident.press('sure:yes');
    await resident.press('really:yes');
    expect(await count(line, 'residents')).toBe(before);
  });

  it('is no telephone number, and a telephone number is no try', async () => {
    const resident = await agreed();
    await resident.write('+383 44 123 456');
    expect(resident.keys().some((key) => key.startsWith('join:'))).toBe(false);
  });
});

it('whatever lies sealed with an item is sealed anew with it', async () => {
  const columns = await rows(
    line,
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and data_type = 'bytea' and column_name like '%sealed%'`,
  );
  const known = Object.values(SEALED_OF_ITEMS).map(({ table, column }) => `${table}.${column}`);
  const ofResidents = ['address', 'profile', 'contact', 'dialogue', 'prompt', 'bubbles', 'envelope'].map(
    (one) => `residents.sealed_${one}`,
  );
  // Said to a resident, and given over with them; a bag of words under the index's own key; where a post stands, or what an export says of itself, under the line's.
  const others = [
    'deliveries.sealed_say',
    'exports.sealed_ts',
    'search_bags.sealed',
    'slack_posts.sealed_ts',
    'slack_posts.sealed_thread_ts',
  ];
  expect(
    columns.map(({ name }) => String(name)).filter((name) => ![...known, ...ofResidents, ...others].includes(name)),
  ).toEqual([]);
});

it('who has no channel is the same for every reader of it, in a statement and out of one', async () => {
  const { itemId } = await enter();
  const { residentId: other } = (await readItem(line.database.read, itemId)) as ItemRow;
  const { itemId: stays } = await enter();
  const { residentId: person } = (await readItem(line.database.read, stays)) as ItemRow;
  // As another channel keeps a resident who is no number in a chat.
  await rows(line, `update residents set channel = 'other', sealed_address = 'x' where id = '${other}' returning id`);
  const told = await line.database.read.select({ row: residents, told: noChannel('residents') }).from(residents);
  const seen = new Map(told.map((one) => [one.row.id, [Boolean(one.told), hasNoChannel(one.row)]]));
  expect([...seen.values()].filter(([sql, rule]) => sql !== rule)).toEqual([]);
  expect([seen.get(other ?? ''), seen.get(person ?? '')]).toEqual([
    [false, false],
    [true, true],
  ]);
});
