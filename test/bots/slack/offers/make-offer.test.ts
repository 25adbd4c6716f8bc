import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { button } from '../../../../src/bots/slack/kit/blocks.ts';
import { listOffers } from '../../../../src/core/offers/list-offers.ts';
import type { OfferEntry } from '../../../../src/core/offers/offer-facts.ts';
import { CHANNEL, type OfferDesk, openDesk, PEOPLE, shownIn } from './offer-desk.ts';

const { lead, triage, protection, stranger } = PEOPLE;
let desk: OfferDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
afterEach(async () => {
  for (const who of Object.values(PEOPLE)) await desk.leave(who);
});

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
const seconds = (ahead: number) => Math.floor(Date.now() / 1000) + ahead * 86_400;
const WHERE = { agency: 'UNDP', municipality: 'mitrovica_south', sector: 'jobs_and_business' };
const TRAINING = {
  ...WHERE,
  language: 'sq',
  title: 'Trajnim i shpikur',
  place: 'Salla e shpikur 1',
  description: 'Një përshkrim i shpikur.',
  teaching: ['sq', 'sr'],
  sessions: `${day(20)} 10:00-14:00\n${day(21)} 10:00-14:00`,
  seats: 20,
  waiting_seats: 5,
};
const entries = async (): Promise<OfferEntry[]> => {
  const listed = await listOffers(desk.line, desk.staff.lead, ['training', 'placement', 'grant_call'], 100);
  if (!listed.ok) throw new Error(listed.code);
  return listed.value.entries;
};
const entry = async (code: string): Promise<OfferEntry> => {
  const found = (await entries()).find(({ facts }) => facts.code === code);
  if (!found) throw new Error(`no offer ${code}`);
  return found;
};
const codeIn = (text: string): string => /T-[0-9A-Z]{6}/.exec(text)?.[0] ?? '';

/** Opens the form of a new offer from the list. */
async function openNew(who: typeof lead | typeof triage, kind: string): Promise<void> {
  const list = await desk.ask(who, 'training');
  await desk.slack.click(who, CHANNEL, list.ts, `offer_new_${kind}`, kind);
  await desk.form(who, `offer_new_${kind}`);
}
async function makeTraining(who: typeof lead | typeof triage, changes: Record<string, unknown> = {}): Promise<string> {
  await openNew(who, 'training');
  const sent = await desk.slack.fillAndSubmit(who, { ...TRAINING, ...changes });
  expect(sent).toHaveProperty('updated');
  return codeIn(JSON.stringify(desk.slack.currentView(who)));
}
const errorsOf = (sent: object): Record<string, string> => ('errors' in sent ? (sent.errors as never) : {});

test('a training is made, translated and published with modals alone', async () => {
  const code = await makeTraining(lead);
  expect(shownIn(desk.slack.currentView(lead))).toMatch(/Missing: Serbian \(Latin\), Serbian \(Cyrillic\), Romani/);
  const { id } = (await entry(code)).facts;
  for (const [language, title] of [
    ['sr-Latn', 'Izmišljena obuka'],
    ['en', 'Invented training'],
  ]) {
    await desk.slack.clickInView(lead, 'offer_text', `${id}:${language}`);
    await desk.form(lead, 'offer_text');
    const sent = await desk.slack.fillAndSubmit(lead, { title, place: 'Hall 1', description: 'Invented words.' });
    expect(sent).toEqual({ closed: true });
    await desk.seen(lead, title as string);
  }
  await desk.seen(lead, 'Missing: Romani.');
  expect(shownIn(desk.slack.currentView(lead))).toContain('Publish without Romani?');
  await desk.slack.clickInView(lead, 'offer_text', `${id}:rom`);
  await desk.form(lead, 'offer_text');
  await desk.slack.fillAndSubmit(lead, { title: 'Čačutno treningo', description: 'Lava.' });
  await desk.seen(lead, 'Nothing is missing.');
  expect(shownIn(desk.slack.currentView(lead))).not.toContain('Publish without');
  await desk.slack.clickInView(lead, 'offer_publish');
  await desk.seen(lead, 'Published. Residents see it now.');
  const { facts, state } = await entry(code);
  expect(state).toBe('published');
  expect(facts).toMatchObject({ seats: 20, waitingSeats: 5, teachingLanguages: ['sq', 'sr'], heldSeats: {} });
  expect(Object.keys(facts.texts).sort()).toEqual(['en', 'rom', 'sq', 'sr-Latn']);
  expect(facts.sessions.map(({ startsAt, endsAt }) => endsAt.getTime() - startsAt.getTime())).toEqual([
    14_400_000, 14_400_000,
  ]);
});

test('a sending that comes twice makes one offer', async () => {
  await openNew(triage, 'training');
  const view = structuredClone(desk.slack.currentView(triage));
  await desk.slack.fillAndSubmit(triage, { ...TRAINING, title: 'Vetëm një herë' });
  const values = structuredClone(view?.state.values ?? {});
  const fill = (block: string, value: object) => Object.assign(values[block]?.[block] ?? {}, value);
  for (const name of ['title', 'description', 'sessions'] as const) fill(name, { value: TRAINING[name] });
  for (const name of ['language', 'agency', 'municipality', 'sector'] as const)
    fill(name, { selected_option: { value: TRAINING[name] } });
  fill('seats', { value: '20' });
  fill('waiting_seats', { value: '5' });
  const again = await desk.slack.sendPayload('interactive', {
    type: 'view_submission',
    user: { id: triage },
    view: { ...view, state: { values } },
  });
  expect(again).toHaveProperty('response_action', 'update');
  expect((await entries()).filter(({ facts }) => facts.texts.sq?.title === 'Vetëm një herë')).toHaveLength(1);
});

test.each([
  [{ sessions: `${day(20)} 10:00-14:00\nnext Monday` }, 'sessions', /Line 2 \("next Monday"\): write it as/],
  [{ sessions: `${day(20)} 14:00-10:00` }, 'sessions', /Line 1 .*ends before it begins/],
  [{ sessions: '2026-03-29 02:30-05:00' }, 'sessions', /the clock skips this time/],
  [{ sessions: '=NOW()' }, 'sessions', /Line 1 .*write it as/],
  [{ sessions: '2025-01-10 10:00-14:00' }, 'sessions', /over already/],
  [{ sessions: `${day(20)} 10:00-14:00\n${day(20)} 12:00-15:00` }, 'sessions', /at the same time/],
  [{ deadline: seconds(25) }, 'deadline', /deadline is after it begins/],
  [{ deadline: seconds(-1) }, 'deadline', /over already/],
  [{ title: 'Trајnim me shkronja të përziera' }, 'title', /mixes Cyrillic and Latin/],
  [{ language: 'sr-Cyrl' }, 'title', /not Cyrillic/],
  [{ seats: -5 }, 'seats', /too small/],
])('what is wrong stands beside its field: %j', async (changes, block, words) => {
  await openNew(lead, 'training');
  const before = (await entries()).length;
  const sent = await desk.slack.fillAndSubmit(lead, { ...TRAINING, ...changes });
  expect(Object.keys(errorsOf(sent))).toContain(block);
  expect(errorsOf(sent)[block]).toMatch(words);
  expect(desk.slack.currentView(lead)?.callback_id).toBe('offer_new_training');
  expect(await entries()).toHaveLength(before);
});

test('everything that is wrong in one form is said at once', async () => {
  await openNew(lead, 'grant_call');
  const call = { ...WHERE, language: 'en', title: 'Call', description: 'Words.', deadline: seconds(30) };
  const sent = await desk.slack.fillAndSubmit(lead, { ...call, title: 'Саll', maximum: '1.500', budget: 'much' });
  expect(Object.keys(errorsOf(sent)).sort()).toEqual(['budget', 'maximum', 'title']);
  const more = await desk.slack.fillAndSubmit(lead, { title: 'Call', maximum: '1.500,50', budget: '900' });
  expect(errorsOf(more)).toEqual({ maximum: 'One applicant cannot get more than the whole call has.' });
  expect(await desk.slack.fillAndSubmit(lead, { budget: '20.000,00' })).toHaveProperty('updated');
  const code = codeIn(JSON.stringify(desk.slack.currentView(lead)));
  const made = await entry(code);
  expect(made).toMatchObject({ facts: { maximumCents: 150_050 }, budgetCents: 2_000_000 });
  expect(made.facts).not.toHaveProperty('seats');
});

test('basics, dates, rules, questions are changed each in its form, and what was written stands in it', async () => {
  const code = await makeTraining(lead);
  const { id, sessions } = (await entry(code)).facts;
  await desk.slack.clickInView(lead, 'offer_basics');
  await desk.form(lead, 'offer_basics');
  const over = await desk.slack.fillAndSubmit(lead, { held_women: 15, held_roma: 6 });
  expect(errorsOf(over)).toEqual({ held_women: 'More seats are held than there are.' });
  expect(await desk.slack.fillAndSubmit(lead, { held_women: 5, held_roma: 3, held_until: seconds(10) })).toEqual({
    closed: true,
  });
  await desk.seen(lead, '5 for women, 3 for Roma');
  await desk.slack.clickInView(lead, 'offer_dates');
  const dates = await desk.form(lead, 'offer_dates');
  expect(shownIn(dates)).toContain(`${day(20)} 10:00-14:00\\n${day(21)} 10:00-14:00`);
  await desk.slack.fillAndSubmit(lead, { sessions: `${day(20)} 10:00-14:00\n${day(22)} 09:00-12:00` });
  await desk.seen(lead, `${day(22)} 09:00-12:00`);
  expect((await entry(code)).facts.sessions[0]?.id).toBe(sessions[0]?.id);
  await desk.slack.clickInView(lead, 'offer_who');
  await desk.form(lead, 'offer_who');
  const backwards = await desk.slack.fillAndSubmit(lead, { min_age: 40, max_age: 18 });
  expect(errorsOf(backwards)).toEqual({ min_age: 'The youngest age is above the oldest.' });
  await desk.slack.fillAndSubmit(lead, { min_age: 18, max_age: 40, genders: ['woman'], communities: ['roma'] });
  await desk.seen(lead, 'from 18 years; up to 40 years; Women; Roma');
  const { facts } = await entry(code);
  expect(facts).toMatchObject({ id, seats: 20, heldSeats: { women: 5, roma: 3 }, teachingLanguages: ['sq', 'sr'] });
});

test('a question of its own is added once and taken away again', async () => {
  const code = await makeTraining(triage);
  await desk.slack.clickInView(triage, 'offer_questions');
  await desk.form(triage, 'offer_questions');
  await desk.slack.clickInView(triage, 'offer_question');
  await desk.form(triage, 'offer_question');
  expect(desk.slack.viewStack(triage)).toHaveLength(3);
  expect(errorsOf(await desk.slack.fillAndSubmit(triage, {}))).toEqual({
    question_text_sq: 'Write it in at least one language.',
  });
  const wrong = await desk.slack.fillAndSubmit(triage, {
    question_kind: 'text',
    question_text_en: 'Why?',
    needed: 'yes',
  });
  expect(errorsOf(wrong)).toEqual({ needed: 'Only a yes-or-no question can need an answer.' });
  const view = structuredClone(desk.slack.currentView(triage));
  await desk.slack.fillAndSubmit(triage, { question_kind: 'yes_no', question_text_en: 'Do you <live> here?' });
  await desk.seen(triage, 'Do you &lt;live&gt; here? (Yes or no, yes is needed)');
  const values = { ...view?.state.values, question_text_en: { question_text_en: { value: 'Do you <live> here?' } } };
  await desk.slack.sendPayload('interactive', {
    type: 'view_submission',
    user: { id: triage },
    view: { ...view, state: { values: { ...values, needed: { needed: { selected_option: { value: 'any' } } } } } },
  });
  expect((await entry(code)).facts.questions).toHaveLength(1);
  await desk.slack.clickInView(triage, 'offer_remove_question');
  await desk.seen(triage, 'none');
  expect((await entry(code)).facts.questions).toEqual([]);
});

test('a cancelled offer says why, in the languages that were written', async () => {
  const code = await makeTraining(lead);
  await desk.slack.clickInView(lead, 'offer_cancel');
  await desk.form(lead, 'offer_cancel');
  expect(errorsOf(await desk.slack.fillAndSubmit(lead, {}))).toEqual({
    reason_sq: 'Write the reason in at least one language.',
  });
  await desk.slack.fillAndSubmit(lead, { reason_sq: 'Trajneri është i sëmurë.' });
  await desk.seen(lead, 'Cancelled. Everyone concerned');
  expect(shownIn(desk.slack.currentView(lead))).not.toContain('offer_publish');
  expect(JSON.stringify(await desk.ask(lead, 'training over'))).toContain(code);
});

test('who has no role or only protection sees no offer, by command, by number or by button', async () => {
  const code = await makeTraining(lead);
  const { id } = (await entry(code)).facts;
  const list = await desk.ask(lead, 'training');
  expect(JSON.stringify(list)).toContain(code);
  expect(JSON.stringify(await desk.ask(stranger, 'training'))).toContain('You have no role here yet');
  expect(JSON.stringify(await desk.ask(protection, 'training'))).toContain('Your role does not allow this');
  const actions = ['offer_open', 'offer_basics', 'offer_participants', 'offer_attendance', 'offer_sheet'];
  const elements = actions.map((name) => button(name, name, id));
  const posted = await desk.to.slack.chat.postMessage({
    channel: CHANNEL,
    text: 'buttons',
    blocks: [{ type: 'actions', elements }] as never,
  });
  for (const action of actions)
    for (const who of [stranger, protection]) {
      await desk.slack.click(who, CHANNEL, posted.ts as string, action);
      const refused = await desk.seen(who, /no role here yet|does not allow/);
      expect(shownIn(refused)).not.toContain('shpikur');
      await desk.leave(who);
    }
  await desk.slack.slash(protection, CHANNEL, '/line', `show ${code}`);
  await desk.seen(protection, 'does not allow');
});

test('/line show and /line training open an offer by its number, however it is typed', async () => {
  const code = await makeTraining(lead);
  await desk.leave(lead);
  await desk.slack.slash(lead, CHANNEL, '/line', `show ${code.toLowerCase()}`);
  await desk.seen(lead, 'Trajnim i shpikur');
  await desk.leave(lead);
  await desk.slack.slash(lead, CHANNEL, '/line', `training ${code.replace('-', ' ')}`);
  await desk.seen(lead, 'Trajnim i shpikur');
  await desk.leave(lead);
  await desk.slack.slash(lead, CHANNEL, '/line', 'training T-000000');
  await desk.seen(lead, 'no offer with this code');
});
