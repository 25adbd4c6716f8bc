import { useId, useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-glass.json';
import { ask } from '../wire/api.ts';
import type { Facts } from '../wire/contract.ts';
import { useFacts } from '../wire/live.ts';

/** What may be taken away, to see that nothing is lost. */
export function Switches() {
  const facts = useFacts();
  const [problem, setProblem] = useState<string | null>(null);
  if (!facts) return null;
  const change = (path: string, body: object) =>
    ask<Facts>('POST', path, body).then(
      () => setProblem(null),
      (error: Error) => setProblem(error.message),
    );
  return (
    <section aria-label={words.break}>
      <h3>{words.break}</h3>
      <p class="soft small">{words.break_hint}</p>
      {facts.faults.map((fault) => (
        <FaultSwitch key={fault.name} fault={fault} onSet={(on) => change('faults', { fault: fault.name, on })} />
      ))}
      <div class="glass-row">
        <button
          type="button"
          class="button"
          disabled={facts.state !== 'running'}
          onClick={() => void change('restart', {})}
        >
          {facts.state === 'restarting' ? words.restarting : words.restart}
        </button>
        <p class="soft small">{words.restart_hint}</p>
      </div>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

type Fault = Facts['faults'][number];

function FaultSwitch({ fault, onSet }: { fault: Fault; onSet(on: boolean): Promise<void> }) {
  const id = useId();
  const { name, on, possible } = fault;
  const why = name === 'redis_gone' ? words.fault_impossible.redis_gone : words.fault_impossible.other;
  return (
    <div class="glass-row">
      <button
        type="button"
        class="glass-switch"
        role="switch"
        aria-checked={on}
        aria-label={words.fault[name]}
        aria-describedby={id}
        disabled={!possible}
        onClick={() => void onSet(!on)}
      >
        <span aria-hidden="true">{on ? words.on : words.off}</span>
      </button>
      <p>
        {words.fault[name]}
        <span class="soft small glass-hint" id={id}>
          {possible ? words.fault_hint[name] : why}
        </span>
      </p>
    </div>
  );
}
