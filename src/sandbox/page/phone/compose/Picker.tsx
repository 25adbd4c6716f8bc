import { useId, useRef } from 'preact/hooks';
import type { Resident } from '../../wire/contract.ts';
import { useFacts } from '../../wire/live.ts';
import { keepPhoneLanguage, telegramCode } from '../languages.ts';
import type { Holder } from '../use-acts.ts';
import { phoneWords } from '../words.ts';

type Props = {
  holder: Holder;
  residents: Resident[];
  onChoose(chatId: number): void;
  onAdd: (() => void) | null;
  onRemove: (() => void) | null;
};

/** Whose phone it is. */
export function Picker({ holder, residents, onChoose, onAdd, onRemove }: Props) {
  const { words, chatId } = holder;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <div class="phone-picker">
      <label class="hidden-visually" for={id}>
        {words.whose}
      </label>
      <select id={id} class="field" value={chatId} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
        {residents.map((one) => (
          <option key={one.id} value={one.id}>
            {one.firstName}
          </option>
        ))}
      </select>
      <Tool mark="+" name={words.add_resident} onPress={() => dialog.current?.showModal()} />
      {onAdd && <Tool mark="📱" name={words.add_phone} onPress={onAdd} />}
      {onRemove && <Tool mark="✕" name={words.remove_phone} onPress={onRemove} />}
      <dialog ref={dialog} aria-label={words.add_resident}>
        <NewResident holder={holder} onDone={() => dialog.current?.close()} onChoose={onChoose} />
      </dialog>
    </div>
  );
}

function Tool({ mark, name, onPress }: { mark: string; name: string; onPress(): void }) {
  return (
    <button type="button" class="button phone-icon" title={name} onClick={onPress}>
      <span aria-hidden="true">{mark}</span>
      <span class="hidden-visually">{name}</span>
    </button>
  );
}

function NewResident(props: { holder: Holder; onDone(): void; onChoose(chatId: number): void }) {
  const { holder, onDone, onChoose } = props;
  const { words, acts } = holder;
  const facts = useFacts();
  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = new FormData(form);
    const language = String(given.get('language'));
    const name = String(given.get('name'));
    const languageCode = telegramCode(facts, language);
    const added = await acts.act<{ chatId: number }>('addResident', { firstName: name, languageCode });
    if (!added) return;
    keepPhoneLanguage(added.chatId, language);
    form.reset();
    onDone();
    onChoose(added.chatId);
  };
  return (
    <form class="phone-form" onSubmit={add}>
      <h3>{words.add_resident}</h3>
      <label class="label">
        {words.name}
        <input class="field" name="name" required maxLength={64} autocomplete="off" />
      </label>
      <label class="label">
        {words.language}
        <select class="field" name="language">
          {facts?.languages.map(({ code }) => (
            <option key={code} value={code} lang={code}>
              {phoneWords(code).own_name}
            </option>
          ))}
        </select>
      </label>
      <div class="phone-buttons">
        <button type="button" class="button" onClick={onDone}>
          {words.cancel}
        </button>
        <button type="submit" class="button" data-kind="primary">
          {words.add}
        </button>
      </div>
    </form>
  );
}
