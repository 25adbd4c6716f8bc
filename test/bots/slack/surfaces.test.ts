import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { renderCard } from '../../../src/bots/slack/cards/render-card.ts';
import { deliverCard } from '../../../src/bots/slack/deliver/deliver-card.ts';
import { sendExport } from '../../../src/bots/slack/exports/exports.ts';
import { foldSurfaces } from '../../../src/bots/slack/host/fold.ts';
import { registerListings } from '../../../src/bots/slack/host/register.ts';
import { LISTINGS } from '../../../src/bots/slack/listings.ts';
import type { StaffBot } from '../../../src/bots/slack/surface.ts';
import { SURFACES } from '../../../src/bots/slack/surfaces.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { tinySent } from '../../support/tiny-surface.ts';
import { until } from '../../support/until.ts';
import { submit } from './deliver-item.ts';
import { makeMessage, makeView } from './deliver-view.ts';
import { CHANNEL, type OfferDesk, openDesk, PEOPLE, shownIn } from './offers/offer-desk.ts';

vi.mock('../../../src/bots/slack/surfaces.ts', async (original) => {
  const { SURFACES } = await original<typeof import('../../../src/bots/slack/surfaces.ts')>();
  const { TINY } = await import('../../support/tiny-surface.ts');
  return { SURFACES: [...SURFACES, TINY] };
});

const { lead, triage, protection, stranger } = PEOPLE;
let desk: OfferDesk;
let item: { itemId: string; reference: string };

beforeAll(async () => {
  desk = await openDesk();
  const text = { kind: 'text' as const, text: 'Invented.' };
  item = await submit(desk.line, [text], { sector: 'health', known: true });
  await deliverCard(desk.to, item.itemId);
});
afterAll(() => desk.close());

function card() {
  const [found] = desk.slack.messages(CHANNEL);
  if (!found) throw new Error('there is no card');
  return { ts: found.ts, text: JSON.stringify(found.blocks) };
}
const heard = (who: string) => desk.slack.ephemerals(who).map(({ text }) => text);
const hears = (who: string, what: string) => until(() => heard(who).includes(what));
const pressCard = (who: string, action: string, value?: string) =>
  desk.slack.click(who, CHANNEL, card().ts, action, value);

test('a surface of the list stands on the card: its blocks, its buttons, its option, and what it closes', () => {
  const { text } = card();
  expect(text).toContain(`Tiny stands on ${item.reference}`);
  expect(text).toContain('"tiny_greet"');
  expect(text).toContain(`"tiny_more:${item.reference}"`);
  expect(text).not.toContain('"action_id":"close"');
});

test('its button and its option are pressed by whom its rule lets, and by nobody else', async () => {
  await pressCard(triage, 'tiny_greet');
  await hears(triage, `Tiny greets from ${item.reference}`);
  await pressCard(lead, 'more', `tiny_more:${item.reference}`);
  await hears(lead, `Tiny greets from ${item.reference}`);
  await pressCard(stranger, 'tiny_greet');
  await hears(stranger, 'Tiny knows you not');
});

test('its form is drawn, shown as it will be read, asked about its language, refused beside the field, and sent', async () => {
  await pressCard(triage, 'tiny_ask');
  const drawn = await desk.form(triage, 'tiny_form');
  expect(shownIn(drawn)).toContain('The resident reads: *Albanian*');
  await desk.slack.clickInView(triage, 'preview_tiny_form', 'preview');
  const foreign = 'Hvala vam, mi smo dobili vaše pismo i ćemo odgovoriti.';
  const doubted = await desk.slack.fillAndSubmit(triage, { number: '12', words: foreign });
  expect(JSON.stringify(doubted)).toContain('This may not be in Albanian');
  expect(tinySent).toEqual([]);
  const refused = await desk.slack.fillAndSubmit(triage, { number: '12', words: foreign });
  expect(refused).toEqual({ errors: { number: 'This amount is not possible.' } });
  await desk.slack.fillAndSubmit(triage, { number: '3', words: foreign });
  expect(tinySent).toEqual([{ reference: item.reference, number: 3, words: foreign }]);
  await desk.seen(triage, 'Tiny took 3');
  await desk.leave(triage);
});

test('the open item shows what it adds there', async () => {
  await desk.slack.slash(triage, CHANNEL, '/line', `show ${item.reference}`);
  const opened = await desk.seen(triage, `Tiny opened ${item.reference}`);
  expect(shownIn(opened)).toContain(`Tiny stands on ${item.reference}`);
  await desk.leave(triage);
});

test('its word stands after /line and in the list of words, and its letter says what is not there', async () => {
  expect((await desk.ask(triage, 'tiny a word')).text).toBe('Tiny heard a word');
  expect((await desk.ask(triage, 'help')).text).toContain('*/line tiny*: says so');
  expect((await desk.ask(triage, 'show zzz')).text).toBe('Tiny has no such number');
});

test('its part of Home is drawn for whom its rule lets', async () => {
  await desk.slack.openHome(lead);
  await desk.slack.waitForHome(lead, (view) => shownIn(view).includes('Tiny at home'));
  await desk.slack.openHome(protection);
  await desk.slack.waitForHome(protection, (view) => view.blocks.length > 0);
  expect(shownIn(desk.slack.home(protection))).not.toContain('Tiny at home');
});

/** What a handler stands on, with the host's own folding of the list. */
const bot = (): StaffBot => ({
  ...{ line: desk.line, texts: loadTexts(), log: desk.line.log, slack: desk.to.slack },
  config: { botToken: 'xoxb-invented', admins: [], channels: desk.to.channels },
  standing: async () => ({ standing: 'member', names: null, anew: false }),
  surfaces: foldSurfaces(SURFACES),
});

test('its shortcut opens a modal for whom its rule lets', async () => {
  const shortcuts = new Map<string, (given: { ack: () => Promise<void>; body: object }) => Promise<void>>();
  const nothing = () => {};
  const app = {
    action: nothing,
    view: nothing,
    command: nothing,
    event: nothing,
    shortcut: shortcuts.set.bind(shortcuts),
  };
  const drawn: unknown[] = [];
  const views = {
    open: async () => ({ ok: true, view: { id: 'V0TINY' } }),
    update: async (asked: unknown) => void drawn.push(asked),
  };
  registerListings(app as never, { ...bot(), slack: { views } as never }, LISTINGS);
  await shortcuts.get('tiny_short')?.({ ack: async () => {}, body: { user: { id: triage }, trigger_id: 'invented' } });
  await shortcuts.get('tiny_short')?.({
    ack: async () => {},
    body: { user: { id: stranger }, trigger_id: 'invented' },
  });
  const [first = '', second = ''] = drawn.map((one) => JSON.stringify(one));
  expect(first).toContain('Tiny by a shortcut');
  expect(second).toContain('You have no role here yet');
});

test('its event is heard', async () => {
  const told = { type: 'reaction_added', user: triage, reaction: 'eyes', item: { type: 'message' } };
  const body = JSON.stringify({ type: 'event_callback', event_id: 'Ev0TINY', team_id: 'T0SANDBOX', event: told });
  expect((await desk.slack.sendRaw({ body, contentType: 'application/json' })).status).toBe(200);
  await until(() => desk.slack.directMessages(triage).some(({ text }) => text === 'Tiny saw it'));
});

test('its file is made for one person', async () => {
  await sendExport(bot(), desk.staff.lead, { what: 'tiny_file', offer: '' }, 'Here it is.');
  expect(JSON.stringify(desk.slack.directMessages(lead))).toContain('tiny.txt');
});

test('what it calls a file of a resident is said where the file stands', () => {
  const file = { id: 'f', uniqueId: 'u' };
  const message = makeMessage('', { body: { kind: 'photo', paper: 'tiny', file } });
  expect(JSON.stringify(renderCard(makeView({}, { messages: [message] }), new Date()))).toContain(
    'Tiny picture · Photo',
  );
});
