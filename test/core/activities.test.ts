import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readUpdate } from '../../src/bots/telegram/read-update.ts';
import { registerBot } from '../../src/bots/telegram/register.ts';
import { ACTIVITIES } from '../../src/core/activities.ts';
import type { Activity } from '../../src/core/activity.ts';
import { BOOK, FORMS, isAnswerButton } from '../../src/core/dialogue/book.ts';
import { readOwnData } from '../../src/core/dialogue/own-data/read-own-data.ts';
import { ITEM_KINDS } from '../../src/core/domain/codes.ts';
import { OFFER_KINDS } from '../../src/core/domain/offers/offer.ts';
import { SLICED } from '../../src/core/domain/owed.ts';
import type { Say } from '../../src/core/domain/say.ts';
import type { StaffMember } from '../../src/core/domain/staff/permissions.ts';
import { applyRetention } from '../../src/core/forgetting/apply-retention.ts';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { REPORT_NAMES } from '../../src/core/reports.ts';
import { showHistory } from '../../src/core/views/show-history.ts';
import { showItem } from '../../src/core/views/show-item.ts';
import { appendEvents } from '../../src/db/queries/items/events.ts';
import { exportReport } from '../../src/files/export-report.ts';
import { bulkWork } from '../../src/run/bulk-work.ts';
import { recurringJobs } from '../../src/run/recurring-jobs.ts';
import { openTestLine, type TestLine } from '../support/line.ts';
import { newBot } from '../support/new-bot.ts';
import { publishedOffer, sampleOffer } from '../support/offers.ts';
import { makeResident } from '../support/resident.ts';
import { count, lastItem } from '../support/rows.ts';
import { makeStaff } from '../support/staff.ts';
import { done, type TINY_FACTS, tiny, tinyFacet } from '../support/tiny-activity.ts';

/** The house as it is, with one activity more: it takes the kinds over that the database knows, for there are no others. */
vi.mock('../../src/core/activities.ts', async (original) => {
  const [{ ACTIVITIES: own }, { tiny: one }] = await Promise.all([
    original<typeof import('../../src/core/activities.ts')>(),
    import('../support/tiny-activity.ts'),
  ]);
  const without = (activity: Activity): Activity => ({
    ...activity,
    kinds: activity.kinds.filter((kind) => !one.kinds.includes(kind)),
    ...(activity.offers && {
      offers: { ...activity.offers, kinds: activity.offers.kinds.filter((kind) => !one.offers.kinds.includes(kind)) },
    }),
  });
  return { ACTIVITIES: [...own.map(without), one] };
});

const texts = loadTexts();
const clock = new Date('2026-05-04T08:00:00Z');
let line: TestLine;
let ana: StaffMember;
let offerId: string;
let nobody: ReturnType<typeof makeResident>;
let someone: ReturnType<typeof makeResident>;
/** An item of hers, made by the tiny form. */
let item: { id: string; reference: string };

beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  ana = await makeStaff(line, ['lead', 'triage']);
  offerId = await publishedOffer(line, ana, sampleOffer(clock, { kind: 'placement' }));
  nobody = makeResident(line);
  await nobody.command('start');
  await nobody.press('language:sq');
  await nobody.press('agree:no');
  someone = makeResident(line);
  await someone.agree();
  await someone.tap(`o:apply:${offerId}`);
  await someone.press('sure:yes');
  await someone.press('more:ok');
  item = await lastItem(line);
});
afterAll(() => line.close());
beforeEach(() => {
  done.length = 0;
});

const keysOf = (says: readonly Say[]) => says.flatMap(({ lines }) => lines.map(({ key }) => key));
const rowsOf = (says: readonly Say[]) =>
  says.flatMap(({ buttons = [] }) => buttons).map((row) => row.map(({ data }) => data));
const statesIn = (says: readonly Say[]) =>
  says.flatMap(({ lines }) => lines.flatMap(({ key, values }) => (key === 'items:listed' ? [values?.state] : [])));
const labelsOf = (says: readonly Say[]) =>
  says.flatMap(({ buttons = [] }) => buttons.flat()).flatMap(({ label }) => ('key' in label ? [label] : []));

/** One proof for each field of the contract: a field without one does not compile. */
const PROOFS: { [Field in keyof Required<Activity>]: () => Promise<void> | void } = {
  name: () => expect(ACTIVITIES.at(-1)?.name).toBe('tiny'),

  kinds: () => {
    const kinds = ACTIVITIES.flatMap((activity) => activity.kinds);
    expect([...kinds].sort()).toEqual([...ITEM_KINDS].sort());
  },

  async forms() {
    expect(FORMS.map(({ name }) => name)).toContain('tiny');
    const asked = await someone.tap(`o:apply:${offerId}`);
    expect(keysOf(asked.all)).toContain('tiny:tiny.ask');
    const secret = await someone.press('sure:secret');
    expect(keysOf(secret.all)).toContain('tiny:more.ask');
    expect(rowsOf(secret.all)).toContainEqual(['m:exit']);
    const items = await count(line, 'items');
    expect(keysOf((await someone.press('more:ok')).all)).toContain('tiny:sent.undefined.secret');
    expect(await count(line, 'items')).toBe(items + 1);
  },

  async buttons() {
    expect(keysOf((await someone.tap('t:again:1')).all)).toContain('errors:not_found');
    const built = await someone.tap(`t:again:${offerId}`);
    expect(keysOf(built.all)).toContain('tiny:tiny-built.ask');
    // Between one turn and the next the form is built anew from what its activity keeps with it.
    await someone.press('sure:yes');
    expect(keysOf((await someone.press('more:ok')).all)).toContain('tiny:built.here');
  },

  answers: () => {
    expect(isAnswerButton('t:again:1')).toBe(true);
    expect(isAnswerButton('t:other:1')).toBe(false);
  },

  async menu() {
    expect(rowsOf((await someone.command('menu')).all)).toEqual(
      expect.arrayContaining([['m:my'], ['m:trainings', 'm:grants'], ['m:tiny'], ['m:receipt']]),
    );
    expect(keysOf((await someone.command('tiny')).all)).toEqual(['tiny:list']);
    expect(keysOf((await someone.tap('m:tiny')).all)).toEqual(['tiny:list']);
    expect(keysOf((await nobody.command('tiny')).all)).toContain('tiny:list_for_all');
    expect(rowsOf((await nobody.command('menu')).all)).toContainEqual(['m:tiny']);
    const registered: string[] = [];
    const setMyCommands = async (commands: readonly { command: string }[]) => {
      registered.push(...commands.map(({ command }) => command));
      return true as const;
    };
    await registerBot(newBot({ setMyCommands }), texts);
    expect(registered).toContain('tiny');
    expect(
      readUpdate({
        update_id: 1,
        message: {
          message_id: 1,
          date: 0,
          chat: { id: 5, type: 'private', first_name: 'Sample' },
          from: { id: 5, is_bot: false, first_name: 'Sample' },
          text: '/tiny',
          entities: [{ type: 'bot_command', offset: 0, length: 5 }],
        },
      }),
    ).toMatchObject({ came: { input: { kind: 'command', name: 'tiny' } } });
  },

  async offers() {
    expect(ACTIVITIES.flatMap(({ offers }) => offers?.kinds ?? []).sort()).toEqual([...OFFER_KINDS].sort());
    const list = await someone.tap('o:list:tiny:0');
    expect(keysOf(list.all)).toContain('offers:tiny.title');
    expect(labelsOf(list.all)).toContainEqual(expect.objectContaining({ key: 'tiny:row' }));
    const shown = await someone.tap(`o:show:${offerId}`);
    expect(keysOf(shown.all)).toContain('tiny:facts');
    expect(labelsOf(shown.all)).toContainEqual({ key: 'tiny:way_in' });
    expect(rowsOf(shown.all)).toContainEqual(['m:tiny']);
    expect(rowsOf((await someone.tap('o:list:trainings:0')).all)).not.toContainEqual([`o:show:${offerId}`]);
  },

  async my() {
    const list = await someone.command('my');
    expect(statesIn(list.all)).toContainEqual({ key: 'tiny:state' });
    expect(keysOf((await someone.tap(`i:show:${item.id}`)).all)).toEqual(['discreet:look.you', 'tiny:mine.open']);
    // What is shown in a way of its own is given up in one too.
    expect(keysOf((await someone.tap(`i:withdraw:${item.id}`)).all)).toContain('tiny:mine.open');
  },

  async view() {
    const shown = await showItem(line, ana, item.reference);
    expect(shown.ok && tinyFacet.of(shown.value)).toEqual({ seenBy: ana.displayName });
  },

  async download() {
    const file = (await someone.tap('m:download')).all.find((say) => say.file)?.file;
    const made = file && 'make' in file ? file.make : null;
    const held = made?.kind === 'own_data' ? await readOwnData(line, made.residentId) : null;
    expect(held?.items.flatMap(({ parts }) => parts)).toContainEqual(
      expect.objectContaining({ field: 'tiny', value: { text: `held with ${item.reference}` } }),
    );
  },

  async forget() {
    const other = makeResident(line);
    await other.agree();
    await other.sendFeedback('fjalë');
    await other.command('forget');
    await other.press('sure:yes');
    await other.press('really:yes');
    expect(done).toContain('forgot before the items were let go');
  },

  async destroy() {
    const other = makeResident(line);
    await other.agree();
    await other.sendFeedback('fjalë');
    const { reference } = await lastItem(line);
    await other.command('forget');
    await other.press('sure:yes');
    await other.press('really:yes');
    expect(done).toContain(`destroyed ${reference}`);
  },

  async retention() {
    await applyRetention(line);
    expect(done).toEqual([`retained ${clock.toISOString()}`]);
  },

  async owed() {
    const owedNow = () => count(line, `outbox where merge_key = 'finish:${offerId}'`);
    const before = await owedNow();
    expect(await bulkWork(line).finish({ offerId }, { attempt: 1 })).toEqual({ kind: 'done' });
    expect(done).toEqual([`finished ${offerId}, time: true`]);
    // More is left: it is owed anew.
    expect(await owedNow()).toBe(before + 1);
    const carriedOut = ACTIVITIES.flatMap((activity) => Object.keys(activity.owed ?? {}));
    expect(SLICED.filter((topic) => !carriedOut.includes(topic))).toEqual([]);
  },

  async recurring() {
    const jobs = recurringJobs(
      { line, replayTombstones: async () => 0, exportsDir: 'nowhere' },
      { resayPrompts: async () => 0 },
      async () => [],
    );
    const job = jobs.find(({ name }) => name === 'tiny-round');
    expect(job?.everySeconds).toBe(60);
    await job?.run();
    expect(done).toEqual([`round ${clock.toISOString()}`]);
    expect(new Set(jobs.map(({ name }) => name)).size).toBe(jobs.length);
  },

  async reports() {
    expect(REPORT_NAMES).toEqual(['items', 'summary', 'participants', 'attendance', 'grants', 'tiny']);
    const made = await exportReport(line, texts, 'console', {
      ...{ what: 'tiny', format: 'csv', hxl: false },
      ...{ kind: 'all', from: '2026-05-01', to: '2026-05-31', withText: false },
    });
    if (!made.ok) throw new Error(made.code);
    expect((await made.value.stream.toArray()).join('')).toContain('T-1NY000');
  },

  async facts() {
    await appendEvents<typeof TINY_FACTS>(line.database.read, [
      { kind: 'tiny_done', itemId: item.id, actor: 'system', at: clock },
    ]);
    const history = await showHistory(line, ana, item.reference);
    const found = history.ok ? history.value.map(({ kind, text }) => [kind, text]) : [];
    expect(found).toContainEqual(['tiny_done', 'tiny:event.tiny_done']);
    expect(found).toContainEqual(['item_submitted', 'staff:event.item_submitted']);
  },
};

describe('an activity more is met by every host, by being in the list', () => {
  it.each(Object.entries(PROOFS))('%s', (_field, proof) => proof());
});

it('lets an item be withdrawn like any other where its activity says no more than how it stands', async () => {
  const { show, ...my } = tiny.my;
  Object.assign(tiny, { my });
  try {
    const list = await someone.command('my');
    expect(statesIn(list.all)).toContainEqual({ key: 'tiny:state' });
    expect(keysOf((await someone.tap(`i:show:${item.id}`)).all)).toContain('items:show.state');
    expect(keysOf((await someone.tap(`i:withdraw:${item.id}`)).all)).toContain('withdraw:ask');
  } finally {
    Object.assign(tiny, { my: { ...my, show } });
  }
});

describe('what the activities say together', () => {
  it('names no form, family of buttons, command, recurring job, report or fact twice', () => {
    const names = (read: (one: Activity) => readonly string[]) => ACTIVITIES.flatMap(read);
    const lists = [
      names(({ forms }) => Object.keys(forms)),
      names(({ buttons }) => Object.keys(buttons ?? {})),
      [...BOOK.commands],
      names(({ reports }) => (reports ?? []).map(({ name }) => name)),
      names(({ facts }) => Object.keys(facts?.table ?? {})),
    ];
    for (const list of lists) expect(new Set(list).size).toBe(list.length);
  });

  it('offers words outside of any form in one form', () => {
    const taking = ACTIVITIES.flatMap(({ forms }) => Object.values(forms)).filter(({ takesWords }) => takesWords);
    expect(taking.map(({ form }) => (typeof form === 'function' ? null : form.name))).toEqual([BOOK.words.name]);
  });

  it('has a text for every fact that staff read', () => {
    const keys = ACTIVITIES.filter((one) => one !== tiny).flatMap(({ facts }) =>
      Object.keys(facts?.table ?? {}).map((kind) => `${facts?.texts}${kind}`),
    );
    expect(keys.filter((key) => !texts.has('en', key))).toEqual([]);
  });
});
