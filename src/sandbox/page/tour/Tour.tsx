import './tour.css';
import words from '../../../../locales/en/staff-page-tour.json';
import type { Pane } from '../pane.ts';
import type { Facts } from '../wire/contract.ts';
import { fill } from '../words.ts';
import { inEnglish } from './in-english.ts';
import { type Hint, STEPS, type StepNumber } from './progress.ts';
import { Reset } from './Reset.tsx';
import { type TourState, useTour } from './use-tour.ts';

type Props = { facts: Facts; onClose(): void; onGo(pane: Pane): void };

/** Five short steps through the main story; each is done when it really happened. */
export function Tour({ facts, onClose, onGo }: Props) {
  const tour = useTour(facts);
  const { step, hint } = tour;
  return (
    <section class="tour" aria-label={words.name} data-testid="tour">
      <Progress tour={tour} />
      <div class="tour-now">
        {step && <StepWords step={step} />}
        <p class="tour-hint" role="status">
          {step ? hint && sayHint(hint) : `${words.hints.end} ${words.end_links}`}
        </p>
      </div>
      <div class="tour-tools">
        {hint && (
          <button type="button" class="button tour-go" data-small onClick={() => onGo(hint.pane)}>
            {words.go[hint.pane]}
          </button>
        )}
        {step ? (
          <button type="button" class="button" data-small onClick={() => tour.skip(step)}>
            {words.skip}
          </button>
        ) : (
          <button type="button" class="button" data-small onClick={tour.again}>
            {words.again}
          </button>
        )}
        <Reset facts={facts} onDone={tour.forget} />
        <button type="button" class="button" data-small title={words.close} onClick={onClose}>
          <span aria-hidden="true">✕</span>
          <span class="hidden-visually">{words.close}</span>
        </button>
      </div>
    </section>
  );
}

function StepWords({ step }: { step: StepNumber }) {
  return (
    <p>
      <b>
        {fill(words.step, { step })}: {words.titles[step]}.
      </b>{' '}
      <span class="soft">{words.why[step]}</span>
    </p>
  );
}

function Progress({ tour: { step, done, skipped } }: { tour: TourState }) {
  const stateOf = (one: StepNumber) => {
    if (done.includes(one)) return 'done';
    return skipped.includes(one) ? 'skipped' : null;
  };
  return (
    <ol class="tour-steps">
      {STEPS.map((one) => {
        const state = stateOf(one);
        return (
          <li key={one} aria-current={one === step ? 'step' : undefined} data-state={state ?? 'open'}>
            <span aria-hidden="true">{state === 'done' ? '✓' : one}</span>
            <span class="hidden-visually">
              {words.titles[one]}
              {state && `, ${words[state]}`}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

const HINTS: Record<string, string> = words.hints;

const sayHint = ({ key, label = '', code = '', reference = '' }: Hint): string =>
  fill(HINTS[key] ?? '', { label, english: inEnglish(code, label), reference });
