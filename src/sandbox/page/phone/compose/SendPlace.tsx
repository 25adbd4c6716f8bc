import { useId } from 'preact/hooks';
import { closeMenu } from '../Commands.tsx';
import { placesOf } from '../places.ts';
import type { Holder } from '../use-acts.ts';

/** A place to share: one of the towns, or coordinates of one's own. */
export function SendPlace({ holder }: { holder: Holder }) {
  const { words, acts, chatId, language } = holder;
  const id = useId();
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    await acts.act('sendLocation', chatId, Number(given.get('latitude')), Number(given.get('longitude')));
    closeMenu();
  };
  return (
    <details class="phone-more">
      <summary class="phone-choice">
        <span aria-hidden="true">📍 </span>
        {words.send_place}
      </summary>
      {placesOf(language).map(({ name, latitude, longitude }) => (
        <button
          key={name}
          type="button"
          class="phone-choice"
          onClick={() => void acts.act('sendLocation', chatId, latitude, longitude).then(closeMenu)}
        >
          {name}
        </button>
      ))}
      <form class="phone-form" onSubmit={send} aria-label={words.other_place}>
        <p>{words.other_place}</p>
        <Coordinate id={`${id}-lat`} name="latitude" label={words.latitude} most={90} value="42.89" />
        <Coordinate id={`${id}-lon`} name="longitude" label={words.longitude} most={180} value="20.86" />
        <button type="submit" class="button">
          {words.send}
        </button>
      </form>
    </details>
  );
}

function Coordinate(props: { id: string; name: string; label: string; most: number; value: string }) {
  const { id, name, label, most, value } = props;
  return (
    <label class="label" for={id}>
      {label}
      <input
        class="field"
        id={id}
        name={name}
        type="number"
        step="any"
        min={-most}
        max={most}
        defaultValue={value}
        required
      />
    </label>
  );
}
