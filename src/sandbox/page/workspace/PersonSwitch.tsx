import words from '../../../../locales/en/staff-page-workspace.json';
import type { SamplePerson } from '../wire/contract.ts';
import { fill } from '../words.ts';

/** As whom one acts. Everything below shows what this person sees, and no more. */
export function PersonSwitch(props: { staff: SamplePerson[]; user: string; onAct: (id: string) => void }) {
  const { staff, user, onAct } = props;
  const person = staff.find(({ id }) => id === user);
  const roles = person && person.roles.length > 0 ? person.roles.join(', ') : words.no_role;
  return (
    <div class="ws-person">
      <label>
        <span class="ws-person-label">{words.you_are}</span>
        <select class="field" value={user} onChange={(event) => onAct(event.currentTarget.value)}>
          {staff.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {person && (
        <p class="ws-person-facts small" aria-live="polite">
          <span>{fill(words.agency, { agency: person.agency })}</span> <span>{fill(words.roles, { roles })}</span>
        </p>
      )}
    </div>
  );
}
