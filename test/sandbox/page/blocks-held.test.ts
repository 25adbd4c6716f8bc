import { describe, expect, test } from 'vitest';
import {
  choicesOf,
  heldValue,
  heldValues,
  holdValue,
  holdValues,
  initialHeld,
} from '../../../src/sandbox/page/blocks/held.ts';
import { heldIn } from '../../../src/sandbox/page/modal/typed.ts';
import { stateOf } from '../../../src/sandbox/slack/press.ts';

const option = (value: string) => ({ text: { type: 'plain_text', text: value.toUpperCase() }, value });
const options = ['a', 'b', 'c'].map(option);
const groups = [{ label: { type: 'plain_text', text: 'First' }, options }];

describe('a field holds exactly what the stand-in makes of the same value', () => {
  test.each([
    [{ type: 'plain_text_input' }, 'words'],
    [{ type: 'number_input' }, '12'],
    [{ type: 'email_text_input' }, 'a@example.org'],
    [{ type: 'url_text_input' }, 'https://example.org'],
    [{ type: 'static_select', options }, 'b'],
    [{ type: 'static_select', option_groups: groups }, 'c'],
    [{ type: 'radio_buttons', options }, 'a'],
    [{ type: 'users_select' }, 'U0SAMPLE'],
    [{ type: 'datepicker' }, '2026-12-05'],
    [{ type: 'timepicker' }, '10:30'],
    [{ type: 'datetimepicker' }, '1796310874'],
  ])('%o', (element, value) => {
    const held = holdValue(element, value);
    expect(held).toEqual(stateOf(element, value));
    expect(heldValue(element, held)).toBe(value);
  });
  test.each([
    [{ type: 'checkboxes', options }],
    [{ type: 'multi_static_select', options }],
    [{ type: 'multi_static_select', option_groups: groups }],
    [{ type: 'multi_users_select' }],
  ])('%o with several', (element) => {
    const held = holdValues(element, ['a', 'c']);
    expect(held).toEqual(stateOf(element, ['a', 'c']));
    expect(heldValues(element, held)).toEqual(['a', 'c']);
  });
});

test('an emptied field holds nothing, so that Slack asks for it', () => {
  expect(holdValue({ type: 'plain_text_input' }, '')).toEqual({ type: 'plain_text_input', value: null });
  expect(holdValue({ type: 'static_select', options }, '')).toEqual({ type: 'static_select', selected_option: null });
  expect(holdValue({ type: 'datetimepicker' }, '').selected_date_time).toBeNull();
  expect(holdValues({ type: 'checkboxes', options }, []).selected_options).toEqual([]);
});

test('a field begins with what the view gives it', () => {
  const element = { type: 'multi_static_select', options, initial_options: [options[1]] };
  expect(heldValues(element, initialHeld(element))).toEqual(['b']);
  const number = { type: 'number_input', initial_value: '20' };
  expect(heldValue(number, initialHeld(number))).toBe('20');
});

test('people to choose from are those of the workspace, without bots', () => {
  const people = [
    { id: 'U1', name: 'Sample One', bot: false },
    { id: 'B1', name: 'line', bot: true },
  ];
  const [group] = choicesOf({ type: 'users_select' }, people);
  expect(group?.choices.map(({ value }) => value)).toEqual(['U1']);
});

test('what was typed stays through a view drawn anew, and goes with the field it was typed into', () => {
  const typed = { name: { name: { value: 'typed' } }, 'text-1': { text: { value: 'old' } } };
  const state = {
    values: {
      name: { name: { value: null } },
      'text-2': { text: { value: 'ready answer' } },
    },
  };
  expect(heldIn({ state }, typed)).toEqual({
    name: { name: { value: 'typed' } },
    'text-2': { text: { value: 'ready answer' } },
  });
});
