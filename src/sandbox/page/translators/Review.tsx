import './review.css';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-review.json';
import type { Facts } from '../wire/contract.ts';
import { useFacts } from '../wire/live.ts';
import { fill } from '../words.ts';
import { Editor } from './Editor.tsx';
import { Screens } from './Screens.tsx';
import { type Reading, useReview } from './use-review.ts';

/** Reads the texts of a language dialogue by dialogue, as a person meets them; the next unread one is a key away. */
export function Review({ onClose }: { onClose(): void }) {
  const facts = useFacts();
  return facts ? <ReviewOf facts={facts} onClose={onClose} /> : null;
}

function ReviewOf({ facts, onClose }: { facts: Facts; onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [editing, setEditing] = useState(false);
  const languages = facts.languages.map(({ code }) => code);
  const reading = useReview(languages[0] ?? '');
  useEffect(() => dialog.current?.showModal(), []);
  const canRead = facts.canEditTexts && reading.reader !== '';
  const edit = () => reading.text && setEditing(true);
  const acts: Record<string, () => void> = {
    n: () => void reading.next(),
    p: reading.previous,
    a: () => canRead && void reading.read(),
    e: edit,
  };
  const press = (event: KeyboardEvent) => {
    const act = acts[event.key.toLowerCase()];
    if (!act || editing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    act();
  };
  return (
    <dialog
      ref={dialog}
      class="review"
      lang="en"
      dir="ltr"
      aria-label={words.title}
      onClose={onClose}
      onKeyDown={press}
    >
      <Head reading={reading} languages={languages} onClose={() => dialog.current?.close()} />
      <div class="review-body">
        {reading.shown ? <Screens reading={reading} /> : <p>{words.waiting}</p>}
        <div class="review-side">
          <TextRead reading={reading} />
          <Acts reading={reading} canRead={canRead} canEdit={facts.canEditTexts} onEdit={edit} />
        </div>
      </div>
      {editing && reading.text && (
        <Editor
          found={reading.text}
          onClose={() => {
            setEditing(false);
            void reading.again();
          }}
        />
      )}
    </dialog>
  );
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select') !== null;

type HeadProps = { reading: Reading; languages: readonly string[]; onClose(): void };

function Head({ reading, languages, onClose }: HeadProps) {
  const readers = reading.figures?.readers ?? [];
  const dialogues = reading.figures?.dialogues ?? [];
  const name = (dialogue: string) => words.names[dialogue as keyof typeof words.names] ?? dialogue;
  return (
    <header class="review-head">
      <h2 class="review-title">{words.title}</h2>
      <Choice
        label={words.language}
        value={reading.language}
        options={languages.map((code) => [code, code])}
        onChoose={reading.setLanguage}
      />
      <Choice
        label={words.dialogue}
        value={reading.dialogue}
        options={dialogues.map((one) => [one.dialogue, fill(words.counts, { ...one, name: name(one.dialogue) })])}
        onChoose={(to) => void reading.go(to)}
      />
      <Choice
        label={words.reader}
        value={reading.reader}
        options={[
          ['', words.nobody],
          ...readers.map((one): [string, string] => [
            one.name,
            one.local ? fill(words.local, { name: one.name }) : one.name,
          ]),
        ]}
        onChoose={reading.setReader}
      />
      <button type="button" class="button" onClick={onClose}>
        {words.close}
      </button>
      {reading.figures && readers.length === 0 && (
        <p class="notice small review-whole">{fill(words.no_readers, { language: reading.language })}</p>
      )}
    </header>
  );
}

type ChoiceProps = { label: string; value: string; options: [string, string][]; onChoose(value: string): void };

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <div class="review-choice">
      <label class="small soft" for={id}>
        {label}
      </label>
      <select id={id} class="field" value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {options.map(([code, shown]) => (
          <option key={code} value={code}>
            {shown}
          </option>
        ))}
      </select>
    </div>
  );
}

function TextRead({ reading: { text, language } }: { reading: Reading }) {
  if (!text) return <p class="soft">{words.pick_text}</p>;
  return (
    // Scrolled by keyboard too: it holds nothing else to be reached.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached (WCAG 2.1.1)
    <section class="review-facts" aria-label={words.text} tabIndex={0}>
      <dl>
        <dt>{words.english}</dt>
        <dd class="keys-text">{text.english}</dd>
        <dt>{words.translation}</dt>
        <dd class="keys-text review-own" lang={language}>
          {text.text}
        </dd>
        <dt>{words.state}</dt>
        <dd>
          {words.states[text.state]} {text.readers.length > 0 && fill(words.by, { readers: text.readers.join(', ') })}
        </dd>
        {text.critical && (
          <>
            <dt>{words.critical}</dt>
            <dd>{words.critical_is}</dd>
          </>
        )}
        {text.note && (
          <>
            <dt>{words.note}</dt>
            <dd>{text.note}</dd>
          </>
        )}
        <dt>{words.key}</dt>
        <dd class="small review-key">{text.key}</dd>
      </dl>
    </section>
  );
}

type ActsProps = { reading: Reading; canRead: boolean; canEdit: boolean; onEdit(): void };

function Acts({ reading, canRead, canEdit, onEdit }: ActsProps) {
  const { text, reader, problem, allRead, left, language } = reading;
  const hasRead = text !== undefined && reader !== '' && text.readers.includes(reader);
  return (
    <div class="review-acts">
      <button
        type="button"
        class="button"
        data-kind="primary"
        disabled={!canRead || !text || text.follows || hasRead}
        onClick={() => void reading.read()}
      >
        {hasRead ? words.read_done : words.read} (A)
      </button>
      <button type="button" class="button" onClick={() => void reading.next()}>
        {words.next} (N)
      </button>
      <button type="button" class="button" onClick={reading.previous}>
        {words.previous} (P)
      </button>
      <button type="button" class="button" disabled={!text} onClick={onEdit}>
        {words.edit} (E)
      </button>
      <div role="status" class="small review-whole">
        {problem && <p class="problem">{problem}</p>}
        {!problem && !canEdit && <p>{words.read_only}</p>}
        {!problem && canEdit && reader === '' && <p>{words.choose_reader}</p>}
        {!problem && text?.follows && <p>{words.follows}</p>}
        {!problem && <p class="soft">{allRead ? fill(words.all_read, { language }) : fill(words.left, { left })}</p>}
      </div>
    </div>
  );
}
