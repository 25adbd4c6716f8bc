import { useId, useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-glass.json';
import { ask } from '../wire/api.ts';
import type { Facts } from '../wire/contract.ts';
import { useFacts } from '../wire/live.ts';
import { fill } from '../words.ts';

const STEPS = [
  { word: words.half_hour, hours: 0.5 },
  { word: words.hour, hours: 1 },
  { word: words.day, hours: 24 },
  { word: words.three_days, hours: 72 },
  { word: words.month, hours: 720 },
];

/** The sandbox's own time: forward only. */
export function Clock() {
  const facts = useFacts();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (!facts) return null;
  const move = async (hours: number) => {
    setBusy(true);
    const said = await ask<Facts>('POST', 'clock', { hours }).then(
      () => null,
      (error: Error) => error.message,
    );
    setProblem(said);
    setBusy(false);
  };
  return (
    <section aria-label={words.clock} aria-busy={busy}>
      <h3>{words.clock}</h3>
      <p role="status">
        {fill(words.clock_now, { now: new Date(facts.now).toLocaleString('en-GB') })} {ahead(facts.aheadHours)}
      </p>
      <p class="soft small">{words.clock_hint}</p>
      <div class="glass-steps">
        {STEPS.map(({ word, hours }) => (
          <button key={hours} type="button" class="button" data-small disabled={busy} onClick={() => void move(hours)}>
            {word}
          </button>
        ))}
      </div>
      <form
        class="glass-row"
        onSubmit={(event) => {
          event.preventDefault();
          void move(Number(new FormData(event.currentTarget).get('hours')));
        }}
      >
        <label for={id}>{words.clock_hours}</label>
        <input
          id={id}
          class="field glass-hours"
          name="hours"
          type="number"
          min={1}
          max={9600}
          required
          defaultValue="2"
        />
        <button type="submit" class="button" data-small disabled={busy}>
          {words.clock_move}
        </button>
      </form>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

const ahead = (hours: number): string =>
  hours === 0
    ? words.clock_right
    : fill(words.clock_ahead, { days: Math.floor(hours / 24), hours: Math.round((hours % 24) * 10) / 10 });
