import './keys.css';
import { useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-keys.json';
import reviewWords from '../../../../locales/en/staff-page-review.json';
import { ask } from '../wire/api.ts';
import type { TextStates } from '../wire/contract.ts';
import { useLive } from '../wire/live.ts';
import { fill } from '../words.ts';
import { Review } from './Review.tsx';

/** Switches the keys on, and says how much of each language somebody has read. */
export function KeysToggle({ on, onToggle }: { on: boolean; onToggle(on: boolean): void }) {
  return (
    <>
      <button type="button" class="button" data-small aria-pressed={on} onClick={() => onToggle(!on)}>
        {words.toggle}
      </button>
      {on && <ReviewButton />}
      {on && <States />}
    </>
  );
}

function ReviewButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="button" data-small onClick={() => setOpen(true)}>
        {reviewWords.open}
      </button>
      {open && <Review onClose={() => setOpen(false)} />}
    </>
  );
}

function States() {
  const states = useLive(
    ['facts'],
    () => true,
    () => ask<TextStates[]>('GET', 'texts/states'),
    [],
  );
  return (
    <p class="small keys-states">
      <b>{words.reviewed_of}</b> {states?.map((one) => fill(words.count, one)).join(' · ')}
    </p>
  );
}
