import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { stateOf } from '../../../src/sandbox/slack/press.ts';
import { type BlocksPage, openBlocksPage } from '../../support/blocks-page.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (value: string) => ({ text: plain(`Option ${value}`), value });
const options = ['a', 'b', 'c'].map(option);
const input = (type: string, more: object = {}, block: object = {}) => ({
  type: 'input',
  block_id: type,
  label: plain(`Label of ${type}`),
  element: { type, action_id: 'it', ...more },
  ...block,
});
const actions = (...elements: object[]) => ({ type: 'actions', block_id: 'row', elements });

let world: BlocksPage;
beforeAll(async () => {
  world = await openBlocksPage();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.show([]);
  await world.page.evaluate('window.pressed = []; window.values = {}');
});
afterEach(() => expect(world.faults).toEqual([]));

describe('every field holds what Slack would hold once somebody filled it in', () => {
  test.each([
    ['plain_text_input', {}, 'words'],
    ['plain_text_input', { multiline: true }, 'two\nlines'],
    ['number_input', { is_decimal_allowed: false }, '12'],
    ['number_input', { is_decimal_allowed: false }, 'twelve'],
    ['email_text_input', {}, 'a@example.org'],
    ['url_text_input', {}, 'https://example.org'],
    ['datepicker', {}, '2026-12-05'],
    ['timepicker', {}, '10:30'],
  ])('%s %o', async (type, more, value) => {
    await world.show([input(type, more)]);
    await world.page.getByLabel(`Label of ${type}`).fill(value);
    expect((await world.values())[type]?.it).toEqual(stateOf({ type, ...more }, value));
  });

  test('datetimepicker: by the clock of whoever reads, as seconds', async () => {
    await world.show([input('datetimepicker', { initial_date_time: 1_796_288_400 })]);
    const field = world.page.getByLabel('Label of datetimepicker');
    expect(await field.inputValue()).toBe('2026-12-03T10:00');
    await field.fill('2026-12-03T11:00');
    expect((await world.values()).datetimepicker?.it?.selected_date_time).toBe(1_796_292_000);
  });

  test.each([
    ['static_select', { options }, 'b'],
    ['static_select', { option_groups: [{ label: plain('Group'), options }] }, 'c'],
    ['users_select', {}, 'U0ONE'],
  ])('%s %o', async (type, more, value) => {
    await world.show([input(type, more)]);
    await world.page.getByLabel(`Label of ${type}`).selectOption(value);
    expect((await world.values())[type]?.it).toEqual(stateOf({ type, ...more }, value));
  });

  test.each(['checkboxes', 'multi_static_select'])('%s', async (type) => {
    await world.show([input(type, { options, initial_options: [options[1]] })]);
    const group = world.page.getByRole('group', { name: `Label of ${type}` });
    await group.getByLabel('Option c').check();
    await group.getByLabel('Option a').check();
    await group.getByLabel('Option b').uncheck();
    expect((await world.values())[type]?.it).toEqual(stateOf({ type, options }, ['a', 'c']));
  });

  test('radio_buttons', async () => {
    await world.show([input('radio_buttons', { options })]);
    await world.page.getByRole('radiogroup').getByLabel('Option b').check();
    expect((await world.values()).radio_buttons?.it).toEqual(stateOf({ type: 'radio_buttons', options }, 'b'));
  });
});

test('a mistake stands by its field and is read out with it', async () => {
  await world.show([input('plain_text_input', {}, { hint: plain('A hint.') })], { plain_text_input: 'Too long.' });
  const field = world.page.getByLabel('Label of plain_text_input');
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  const ids = (await field.getAttribute('aria-describedby'))?.split(' ') ?? [];
  const said = await Promise.all(ids.map((id) => world.page.locator(`[id="${id}"]`).textContent()));
  expect(said.join(' ')).toContain('Too long.');
  expect(said.join(' ')).toContain('A hint.');
});

test('a button that asks first acts only after yes', async () => {
  const confirm = { title: plain('Sure?'), text: plain('Really.'), confirm: plain('Yes'), deny: plain('No') };
  await world.show([actions({ type: 'button', action_id: 'go', value: '1', text: plain('Go'), confirm })]);
  const go = world.page.getByRole('button', { name: 'Go' });
  const asked = world.page.getByRole('alertdialog', { name: 'Sure?' });
  await go.click();
  await asked.getByRole('button', { name: 'No' }).click();
  await go.click();
  await asked.waitFor();
  await world.page.keyboard.press('Escape');
  await asked.waitFor({ state: 'detached' });
  expect(await world.pressed()).toEqual([]);
  await go.click();
  await asked.getByRole('button', { name: 'Yes' }).click();
  await asked.waitFor({ state: 'detached' });
  expect(await world.pressed()).toEqual([['row', 'go', '1']]);
});

test('a menu that acts at once waits for the choice, however one moves in it by keyboard', async () => {
  await world.show([actions({ type: 'static_select', action_id: 'pick', placeholder: plain('Pick'), options })]);
  const pick = world.page.getByRole('button', { name: 'Pick' });
  await pick.press('ArrowDown');
  await world.page.locator('[role="menuitemradio"]:focus').waitFor();
  await world.page.keyboard.press('ArrowDown');
  await world.page.keyboard.press('Escape');
  expect(await world.pressed()).toEqual([]);
  await pick.press('ArrowDown');
  await world.page.locator('[role="menuitemradio"]:focus').waitFor();
  await world.page.keyboard.press('End');
  await world.page.keyboard.press('Enter');
  expect(await world.pressed()).toEqual([['row', 'pick', 'c']]);
});

test('an overflow menu says which option was meant, and two rows with the same action are told apart', async () => {
  const more = { type: 'overflow', action_id: 'more', options };
  await world.show([actions(more), { ...actions(more), block_id: 'other' }]);
  await world.page.getByRole('button', { name: 'More' }).nth(1).click();
  await world.page.getByRole('menuitem', { name: 'Option b' }).click();
  expect(await world.pressed()).toEqual([['other', 'more', 'b']]);
});

test('Enter in a field that dispatches is a press; leaving it alone is none', async () => {
  await world.show([input('plain_text_input', {}, { dispatch_action: true })]);
  const field = world.page.getByLabel('Label of plain_text_input');
  await field.fill('words');
  expect(await world.pressed()).toEqual([]);
  await field.press('Enter');
  expect(await world.pressed()).toEqual([['plain_text_input', 'it', 'words']]);
});

test('what is unknown or broken is named, and the rest is shown', async () => {
  await world.show([
    { type: 'video', title: plain('A film') },
    { type: 'section' },
    { type: 'section', text: null, fields: 'none', accessory: { type: 'workflow_button' } },
    { type: 'actions', elements: [null, { type: 'button' }, { type: 'no_such_thing' }] },
    { type: 'input', element: { type: 'no_such_input' }, label: plain('Papers') },
    { type: 'context', elements: [mrkdwn('at the end')] },
  ]);
  for (const type of ['video', 'workflow_button', 'no_such_thing', 'no_such_input'])
    await world.page.getByText(`(${type})`).waitFor();
  await world.page.getByText('at the end').waitFor();
});

test('what people wrote never becomes an element of the page', async () => {
  const hostile = '<img src=x onerror="document.title=1"> <script>1</script> <javascript:alert(1)|press> *<b>bold</b>*';
  await world.show([
    { type: 'header', text: plain(hostile) },
    { type: 'section', text: mrkdwn(hostile), fields: [mrkdwn(hostile), plain(hostile)] },
    input('checkboxes', { options: [{ text: mrkdwn(hostile), value: 'a', description: mrkdwn(hostile) }] }),
  ]);
  await world.page.getByRole('checkbox').waitFor();
  expect(await world.page.locator('.bk :is(img, script, b, a)').count()).toBe(0);
  expect(await world.page.title()).toBe('Blocks');
});

test('a link opens apart from the page and tells the other side nothing of it', async () => {
  await world.show([{ type: 'section', text: mrkdwn('<https://example.org|our page>') }]);
  const link = world.page.getByRole('link', { name: 'our page' });
  expect(await link.getAttribute('rel')).toContain('noopener');
  expect(await link.getAttribute('target')).toBe('_blank');
});
