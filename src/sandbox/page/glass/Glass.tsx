import './glass.css';
import { useId, useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-glass.json';
import { useSteps } from '../wire/live.ts';
import { Clock } from './Clock.tsx';
import { StepList } from './StepList.tsx';
import { Switches } from './Switches.tsx';
import { Way } from './Way.tsx';
import { referencesIn, wayOf } from './way.ts';

/** What lies between the phone and the workspace, and what may be done to it. */
export function Glass() {
  return (
    <div class="glass">
      <h2>{words.title}</h2>
      <p class="soft small">{words.intro}</p>
      <Watched />
      <Switches />
      <Clock />
    </div>
  );
}

function Watched() {
  const id = useId();
  const steps = useSteps();
  const references = referencesIn(steps);
  const [chosen, choose] = useState('');
  const reference = references.includes(chosen) ? chosen : references[0];
  return (
    <>
      {reference ? (
        <>
          <div>
            <label class="label" for={id}>
              {words.item}
            </label>
            <select id={id} class="field" value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
              <option value="">
                {words.newest}: {references[0]}
              </option>
              {references.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          </div>
          <Way reference={reference} stops={wayOf(reference, steps)} />
        </>
      ) : (
        <p>{words.nothing}</p>
      )}
      <StepList steps={steps} />
    </>
  );
}
