import './keys.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-keys.json';
import type { Found } from '../wire/contract.ts';
import { fill } from '../words.ts';
import { askKeys } from './ask-keys.ts';
import { Editor } from './Editor.tsx';
import { MARKS } from './marks.ts';

type Props = { on: boolean; text: string; language: string; children?: ComponentChildren };

/** A message, and under it the keys of the texts it is made of, while somebody wants to see them. */
export function WithKeys({ on, text, language, children }: Props) {
  return (
    <>
      {children}
      {on && text.trim() !== '' && <KeyList text={text} language={language} />}
    </>
  );
}

function KeyList({ text, language }: { text: string; language: string }) {
  const [found, setFound] = useState<Found[]>([]);
  const [open, setOpen] = useState<Found | null>(null);
  const [asked, askAgain] = useState(0);
  useEffect(() => {
    let gone = false;
    askKeys({ text, language }).then(
      (now) => !gone && setFound(now),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [text, language, asked]);
  const close = () => {
    setOpen(null);
    askAgain(asked + 1);
  };
  return (
    <>
      <ul class="keys-list" lang="en" dir="ltr" aria-label={words.list}>
        {found.map((one) => (
          <li key={`${one.key}-${one.from}`}>
            <button type="button" class="keys-chip" data-state={one.state} onClick={() => setOpen(one)}>
              <span aria-hidden="true">{MARKS[one.state]} </span>
              {one.key} <span class="soft">{words.state[one.state]}</span>
              <span class="hidden-visually">
                {fill(words.edit, { key: one.key, language: one.language, state: words.state[one.state] })}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {open && <Editor found={open} onClose={close} />}
    </>
  );
}
