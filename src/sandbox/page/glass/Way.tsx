import words from '../../../../locales/en/staff-page-glass.json';
import { fill } from '../words.ts';
import type { Stop } from './way.ts';
import { sayWhat } from './words.ts';

/** The seven stations of one item, each lit when something happened there. */
export function Way({ reference, stops }: { reference: string; stops: Stop[] }) {
  const happened = (station: Stop['station']) => stops.some((one) => one.station === station && one.step !== null);
  // What was sent anonymously, or entered by staff, has no way back to a phone.
  const unlinked = happened('card') && !happened('update') && !happened('delivery');
  const last = stops.findLast(({ step }) => step !== null);
  return (
    <section aria-label={`${words.way} ${reference}`}>
      <h3>
        {words.way}: {reference}
      </h3>
      <p class="hidden-visually" role="status">
        {last?.step &&
          fill(words.summary, { reference, station: words.station[last.station], what: sayWhat(last.step) })}
      </p>
      <ol class="glass-way">
        {stops.map((stop) => (
          <Station key={stop.station} stop={stop} />
        ))}
      </ol>
      {unlinked && <p class="soft small">{words.anonymous}</p>}
    </section>
  );
}

function Station({ stop }: { stop: Stop }) {
  const { station, step, after, failures } = stop;
  const state = stateOf(stop);
  return (
    <li class="glass-station" data-state={state} title={words.about[station]}>
      <span class="glass-mark" aria-hidden="true">
        {MARKS[state]}
      </span>
      <span>
        <b>{words.station[station]}</b>{' '}
        <span class="soft small">
          {[step && step.what !== 'done' && sayWhat(step), words[state]].filter(Boolean).join(', ')}
          {after !== null && `, ${fill(words.after, { ms: Math.round(after) })}`}
          {failures > 0 && `, ${fill(words.tries, { count: failures })}`}
        </span>
      </span>
    </li>
  );
}

const MARKS = { not_yet: '○', done: '✓', failed: '✗' } as const;

function stateOf({ step }: Stop): keyof typeof MARKS {
  if (!step) return 'not_yet';
  return step.ok ? 'done' : 'failed';
}
