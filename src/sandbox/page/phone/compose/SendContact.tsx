import { useId } from 'preact/hooks';
import { closeMenu } from '../Commands.tsx';
import type { Holder } from '../use-acts.ts';

/** Nobody has it: numbers of the block 000 000 are not given out. */
const INVENTED = '+38349000000';

/** Shares the resident's own number, as Telegram's own button does. */
export function SendContact({ holder }: { holder: Holder }) {
  const { words, acts, chatId } = holder;
  const id = useId();
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    await acts.act('sendContact', chatId, String(given.get('phone')));
    closeMenu();
  };
  return (
    <details class="phone-more">
      <summary class="phone-choice">
        <span aria-hidden="true">📱 </span>
        {words.send_contact}
      </summary>
      <form class="phone-form" onSubmit={send}>
        <label class="label" for={id}>
          {words.contact}
          <input
            class="field"
            id={id}
            name="phone"
            type="tel"
            defaultValue={INVENTED}
            required
            maxLength={20}
            aria-describedby={`${id}-note`}
          />
        </label>
        <p class="small soft" id={`${id}-note`}>
          {words.invented_number}
        </p>
        <button type="submit" class="button">
          {words.send}
        </button>
      </form>
    </details>
  );
}
