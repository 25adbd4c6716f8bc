import { expect, test } from 'vitest';
import { checkBlocks } from '../../../src/sandbox/slack/checks/check-blocks.ts';
import { findElement, missingIn, stateOf } from '../../../src/sandbox/slack/press.ts';

const input = (element: object) => ({
  type: 'input',
  block_id: 'b',
  label: { type: 'plain_text', text: 'Label' },
  element: { action_id: 'a', ...element },
});
const problems = (element: object) => checkBlocks([input(element)], 100);
const number = { type: 'number_input', is_decimal_allowed: false };

test.each([
  [{ type: 'number_input' }, 'is_decimal_allowed'],
  [{ ...number, initial_value: 5 }, 'initial_value'],
  [{ ...number, min_value: '1.5' }, 'min_value'],
  [{ ...number, min_value: '9', max_value: '1' }, 'above max_value'],
  [{ type: 'datetimepicker', initial_date_time: 1_797_587_137_000 }, 'initial_date_time'],
  [{ type: 'datetimepicker', initial_date_time: '1797587137' }, 'initial_date_time'],
  [{ type: 'timepicker', initial_time: '25:00' }, 'initial_time'],
])('an input that Slack refuses is refused: %j', (element, part) => {
  expect(problems(element).join()).toContain(part);
});

test.each([
  { ...number, initial_value: '5', min_value: '0', max_value: '2000' },
  { type: 'number_input', is_decimal_allowed: true, initial_value: '1.5' },
  { type: 'datetimepicker', initial_date_time: 1_797_587_137 },
  { type: 'timepicker', initial_time: '09:30' },
])('an input that Slack takes is taken: %j', (element) => {
  expect(problems(element)).toEqual([]);
});

test('times are sent as seconds, and numbers as they were typed', () => {
  expect(stateOf({ type: 'datetimepicker' }, '1797587137')).toEqual({
    type: 'datetimepicker',
    selected_date_time: 1_797_587_137,
  });
  expect(stateOf({ type: 'timepicker' }, '09:30')).toEqual({ type: 'timepicker', selected_time: '09:30' });
  expect(stateOf(number, 12)).toEqual({ type: 'number_input', value: '12' });
});

test.each([
  [number, 'twelve', 'valid number'],
  [number, '1.5', 'valid number'],
  [{ ...number, min_value: '1' }, '0', 'too small'],
  [{ ...number, max_value: '10' }, '11', 'too large'],
  [{ type: 'email_text_input' }, 'nobody', 'valid email'],
  [{ type: 'url_text_input' }, 'nowhere', 'valid URL'],
])('what Slack itself would not send is held back: %j %s', (element, value, words) => {
  const errors = missingIn([input(element)] as never, { b: { a: { type: 'x', value } } });
  expect(errors.b).toContain(words);
});

test('where two blocks share an action, naming the block presses the one that was meant', () => {
  const row = (block_id: string) => ({
    type: 'actions',
    block_id,
    elements: [{ type: 'overflow', action_id: 'more', options: [] }],
  });
  const blocks = [row('first'), row('second')];
  expect(findElement(blocks, { block_id: 'second', action_id: 'more' }).block.block_id).toBe('second');
  expect(findElement(blocks, 'more').block.block_id).toBe('first');
  expect(() => findElement(blocks, { block_id: 'third', action_id: 'more' })).toThrow('nothing to press');
});
