import { useRef, useState } from 'preact/hooks';
import type { ChatMessage } from '../../wire/contract.ts';
import { CommandList, CommandMenu } from '../Commands.tsx';
import { ReplyKeyboard } from '../ReplyKeyboard.tsx';
import type { Holder } from '../use-acts.ts';
import { useCommands } from '../use-commands.ts';
import { Attach } from './Attach.tsx';
import { Recorder } from './Recorder.tsx';

/** What was typed and not sent; it outlives an edit of another message, and a bot that was blocked meanwhile. */
export type Draft = [string, (text: string) => void];
type Props = { holder: Holder; draft: Draft; editing: ChatMessage | null; onEdited(): void };

/** Where one writes, speaks, and chooses what to send. What was refused stays in the field. */
export function Composer({ holder, draft, editing, onEdited }: Props) {
  const { words, acts, chatId, language } = holder;
  const change = useState(editing?.text ?? '');
  const [text, setText] = editing ? change : draft;
  const field = useRef<HTMLTextAreaElement>(null);
  const commands = useCommands(language, chatId);
  const send = async () => {
    if (text.trim() === '') return;
    const sent = editing
      ? await acts.act('editText', chatId, editing.messageId, text)
      : await acts.act('sendText', chatId, text);
    if (!sent) return;
    setText('');
    if (editing) onEdited();
    field.current?.focus();
  };
  const offered = text.startsWith('/') ? commands.filter(({ command }) => `/${command}`.startsWith(text)) : [];
  return (
    <div class="phone-composer">
      <CommandList
        commands={offered}
        words={words}
        onChoose={(command) => acts.act('sendText', chatId, command).then(() => setText(''))}
      />
      <ReplyKeyboard holder={holder} />
      <form
        class="phone-write"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <CommandMenu commands={commands} holder={holder} />
        <Attach holder={holder} />
        <Field text={text} setText={setText} send={send} label={editing ? words.edit : words.write} field={field} />
        <Sending holder={holder} empty={text.trim() === ''} editing={editing !== null} onCancel={onEdited} />
      </form>
    </div>
  );
}

function Field(props: {
  text: string;
  setText(text: string): void;
  send(): Promise<void>;
  label: string;
  field: { current: HTMLTextAreaElement | null };
}) {
  const { text, setText, send, label, field } = props;
  return (
    <textarea
      ref={field}
      class="field phone-field"
      rows={1}
      dir="auto"
      aria-label={label}
      placeholder={label}
      value={text}
      onInput={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        void send();
      }}
    />
  );
}

function Sending(props: { holder: Holder; empty: boolean; editing: boolean; onCancel(): void }) {
  const { holder, empty, editing, onCancel } = props;
  const { words } = holder;
  if (empty && !editing) return <Recorder holder={holder} />;
  return (
    <>
      {editing && (
        <button type="button" class="button phone-icon" title={words.cancel} onClick={onCancel}>
          <span aria-hidden="true">✕</span>
          <span class="hidden-visually">{words.cancel}</span>
        </button>
      )}
      <button type="submit" class="button phone-icon" data-kind="primary" title={editing ? words.save : words.send}>
        <span aria-hidden="true">➤</span>
        <span class="hidden-visually">{editing ? words.save : words.send}</span>
      </button>
    </>
  );
}
