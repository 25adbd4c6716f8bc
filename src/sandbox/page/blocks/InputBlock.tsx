import { useId } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-blocks.json';
import type { Block, Json } from '../wire/contract.ts';
import { fill } from '../words.ts';
import { Field, isField } from './Field.tsx';
import { heldValue, heldValues, initialHeld, isList, wordsOf } from './held.ts';
import { type Held, useSurface } from './surface.ts';
import { Unknown } from './Unknown.tsx';
import { usePress } from './use-press.ts';

/** Which uses of a field are a press as well, where its block says that there are any. */
function dispatchesOf(block: Block, element: Json): { enter: boolean; change: boolean } {
  if (block.dispatch_action !== true) return { enter: false, change: false };
  const config = (element.dispatch_action_config as Json | undefined)?.trigger_actions_on;
  const on = Array.isArray(config) ? config : ['on_enter_pressed'];
  const typed = String(element.type).endsWith('_input');
  return {
    enter: typed ? on.includes('on_enter_pressed') : true,
    change: typed ? on.includes('on_character_entered') : isList(element) || /select|radio/.test(String(element.type)),
  };
}

/** A field of a modal with its label, its hint, and what is wrong with it. */
export function InputBlock({ block }: { block: Block }) {
  const { values, change, errors } = useSurface();
  const id = useId();
  const element = (block.element ?? {}) as Json;
  const { press, dialog } = usePress(block, element);
  if (!isField(element)) return <Unknown type={String(element.type)} text={wordsOf(block.label)} />;
  const held = values[String(block.block_id)]?.[String(element.action_id)] ?? initialHeld(element);
  const error = errors[String(block.block_id)];
  const hint = wordsOf(block.hint);
  const dispatches = dispatchesOf(block, element);
  const label = wordsOf(block.label);
  const open = isList(element) || element.type === 'radio_buttons';
  const done = (now: Held) => {
    const value = isList(element) ? heldValues(element, now) : heldValue(element, now);
    if (value !== '') void press(value);
  };
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const shown = block.optional === true ? fill(words.optional, { label }) : label;
  return (
    <div class="bk-input" data-wrong={error ? '' : undefined}>
      {open ? (
        <p class="label" id={`${id}-label`}>
          {shown}
        </p>
      ) : (
        <label class="label" for={id}>
          {shown}
        </label>
      )}
      <Field
        element={element}
        held={held}
        onHeld={(now) => {
          change(block, element, now);
          if (dispatches.change) done(now);
        }}
        onDone={dispatches.enter && !dispatches.change ? done : undefined}
        names={{
          id,
          'aria-labelledby': open ? `${id}-label` : undefined,
          'aria-describedby': described || undefined,
          'aria-invalid': error ? true : undefined,
        }}
      />
      {error && (
        <p class="bk-error problem" id={`${id}-error`} role="alert">
          <span aria-hidden="true">⚠ </span>
          {error}
        </p>
      )}
      {hint && (
        <p class="bk-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {dialog}
    </div>
  );
}
