import { useEffect, useId, useRef, useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-keys.json';
import { ask } from '../wire/api.ts';
import type { Found } from '../wire/contract.ts';
import { useFacts } from '../wire/live.ts';
import { fill } from '../words.ts';

export const REVIEWER = 'reviewer';
export type EditedText = Omit<Found, 'from' | 'to'>;
type Edited = { ok: true; languages: string[] } | { ok: false; problem: string };

/** One text beside its source, to be read and, in a checkout, changed. */
export function Editor({ found, onClose }: { found: EditedText; onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const facts = useFacts();
  const why = refusal(found, facts?.canEditTexts ?? false);
  return (
    <dialog ref={dialog} class="keys-editor" lang="en" dir="ltr" aria-label={words.title} onClose={onClose}>
      <h3>{words.title}</h3>
      <dl class="keys-facts small">
        <dt>{words.key}</dt>
        <dd>{found.key}</dd>
        <dt>{words.language}</dt>
        <dd>{found.language}</dd>
        <dt>{words.review}</dt>
        <dd>
          {words.state[found.state]} {found.readers.length > 0 && fill(words.by, { readers: found.readers.join(', ') })}
        </dd>
        <dt>{words.english}</dt>
        <dd class="keys-text">{found.english}</dd>
      </dl>
      {why ? (
        <>
          <p class="keys-text" lang={found.language}>
            {found.text}
          </p>
          <p class="notice">{why}</p>
          <div class="keys-buttons">
            <CloseButton dialog={dialog} />
          </div>
        </>
      ) : (
        <EditForm found={found} dialog={dialog} />
      )}
    </dialog>
  );
}

type DialogRef = { current: HTMLDialogElement | null };

function CloseButton({ dialog }: { dialog: DialogRef }) {
  return (
    <button type="button" class="button" onClick={() => dialog.current?.close()}>
      {words.close}
    </button>
  );
}

function refusal(found: EditedText, canEdit: boolean): string | null {
  if (found.language === 'en') return words.source_only;
  if (found.follows) return words.cyrillic;
  return canEdit ? null : words.read_only;
}

function EditForm({ found, dialog }: { found: EditedText; dialog: DialogRef }) {
  const id = useId();
  const [text, setText] = useState(found.text);
  const [reviewer, setReviewer] = useState(localStorage.getItem(REVIEWER) ?? '');
  const [said, setSaid] = useState<Edited | null>(null);
  const names = [...new Set(found.english.match(/\{\{[^{}]*\}\}/g) ?? [])].join(' ');
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    localStorage.setItem(REVIEWER, reviewer);
    const edit = { language: found.language, key: found.key, text, reviewer };
    const problem = (error: Error): Edited => ({ ok: false, problem: error.message });
    setSaid(await ask<Edited>('PUT', 'texts', edit).catch(problem));
  };
  return (
    <form class="keys-form" onSubmit={save}>
      <label class="label" for={`${id}-text`}>
        {words.translation}
      </label>
      <textarea
        id={`${id}-text`}
        class="field keys-field"
        rows={5}
        lang={found.language}
        value={text}
        aria-describedby={`${id}-said`}
        aria-invalid={said?.ok === false}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      {names && <p class="soft small">{fill(words.placeholders, { names })}</p>}
      <div id={`${id}-said`} role="status">
        {said && <Said said={said} />}
      </div>
      <label class="label" for={`${id}-reviewer`}>
        {words.reviewer}
      </label>
      <input
        id={`${id}-reviewer`}
        class="field"
        value={reviewer}
        maxLength={100}
        aria-describedby={`${id}-hint`}
        onInput={(event) => setReviewer(event.currentTarget.value)}
      />
      <p class="soft small" id={`${id}-hint`}>
        {words.reviewer_hint}
      </p>
      <div class="keys-buttons">
        <CloseButton dialog={dialog} />
        <button type="submit" class="button" data-kind="primary">
          {words.save}
        </button>
      </div>
    </form>
  );
}

function Said({ said }: { said: Edited }) {
  if (!said.ok) return <p class="problem">{said.problem}</p>;
  return <p>{said.languages.length > 1 ? words.saved_cyrillic : words.saved}</p>;
}
