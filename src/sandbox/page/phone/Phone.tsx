import './phone.css';
import './compose/composer.css';
import { telegram } from '../wire/api.ts';
import type { Resident } from '../wire/contract.ts';
import { useLive } from '../wire/live.ts';
import { usePhones } from '../wire/residents.ts';
import { OnePhone } from './OnePhone.tsx';

/** Residents' phones side by side; the same resident may hold two. */
export function Phone({ showKeys }: { showKeys: boolean }) {
  const { phones, setPhone, addPhone, removePhone } = usePhones();
  const everyone =
    useLive(
      ['chat', 'facts'],
      () => true,
      () => telegram<Resident[]>('chats'),
      [],
    ) ?? [];
  const residents = everyone.filter(({ type }) => type === 'private');
  const unused = residents.find(({ id }) => !phones.includes(id)) ?? residents[0];
  return (
    <div class="phone-row">
      {phones.map((chatId, index) => (
        <OnePhone
          // A phone that changes hands begins anew.
          key={`${index}-${chatId}`}
          chatId={chatId}
          residents={residents}
          showKeys={showKeys}
          onChoose={(id) => setPhone(index, id)}
          onAdd={unused && index === phones.length - 1 ? () => addPhone(unused.id) : null}
          onRemove={phones.length > 1 ? () => removePhone(index) : null}
        />
      ))}
    </div>
  );
}
