import { useEffect, useRef, useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-glass.json';
import type { Step } from '../wire/contract.ts';
import { fill } from '../words.ts';
import { sayClock, sayWhat } from './words.ts';

/** Every step as it comes, the newest last. */
export function StepList({ steps }: { steps: Step[] }) {
  const [held, setHeld] = useState<Step[] | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const shown = held ?? steps;
  useEffect(() => {
    if (!held && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [steps.length, held === null]);
  return (
    <section aria-label={words.list}>
      <div class="glass-head">
        <h3>{words.list}</h3>
        <button
          type="button"
          class="button"
          data-small
          aria-pressed={held !== null}
          onClick={() => setHeld(held ? null : steps)}
        >
          {words.pause}
        </button>
      </div>
      <ol
        class="glass-list"
        ref={list}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1)
        tabIndex={0}
        aria-label={words.list}
      >
        {shown.map((step, index) => (
          <li key={`${step.at}-${index}`} data-ok={step.ok ? 'yes' : 'no'}>
            <time dateTime={step.at}>{sayClock(step.at)}</time> <b>{words.station[step.station]}</b> {sayWhat(step)}
            {step.reason && ` (${step.reason})`}
            {step.ms !== undefined && `, ${fill(words.took, { ms: Math.round(step.ms) })}`}
            {step.reference && ` ${step.reference}`}
            {step.topic && ` · ${step.topic}`}
          </li>
        ))}
      </ol>
    </section>
  );
}
