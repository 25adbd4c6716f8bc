import type { TargetedKeyboardEvent } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import words from '../../../../../locales/en/staff-page-workspace.json';
import { fill } from '../../words.ts';
import { ChosenFiles, FileChooser } from '../files/ChosenFiles.tsx';
import { MOST_BYTES } from '../files/file-kind.ts';
import { CommandList, useCommands } from './CommandList.tsx';
import { type SendingProps, useSending } from './use-sending.ts';

type Props = SendingProps & { label: string };

/** Where one writes: a message, a command, files. */
export function Composer(props: Props) {
  if (props.channel.archived) return <p class="ws-composer soft">{words.archived_closed}</p>;
  return <OpenComposer {...props} />;
}

function OpenComposer(props: Props) {
  const { label, thread } = props;
  const sending = useSending(props);
  const { draft, setDraft, files, setFiles, problem, setProblem, send } = sending;
  const [dragged, setDragged] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const ids = { list: useId(), hint: useId() };
  const commands = useCommands(thread === undefined ? draft : '', (typed) => {
    setDraft(typed);
    field.current?.focus();
  });
  const add = (chosen: File[]) => {
    const tooLarge = chosen.find(({ size }) => size > MOST_BYTES);
    setProblem(tooLarge ? fill(words.problem_size, { name: tooLarge.name }) : null);
    setFiles((now) => [...now, ...chosen.filter(({ size }) => size <= MOST_BYTES)]);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    if (event.isComposing || commands.onKey(event)) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void send(event.currentTarget.value);
  };
  return (
    <form
      class="ws-composer"
      data-dragged={dragged ? 'yes' : 'no'}
      onSubmit={(event) => {
        event.preventDefault();
        void send(field.current?.value ?? '');
      }}
      {...dropping(setDragged, add)}
    >
      {dragged && <p class="ws-drop">{words.drop_here}</p>}
      <CommandList commands={commands} id={ids.list} />
      <ChosenFiles files={files} onRemove={(at) => setFiles(files.toSpliced(at, 1))} />
      <textarea
        ref={field}
        class="field ws-field"
        rows={Math.min(6, Math.max(1, draft.split('\n').length))}
        value={draft}
        placeholder={label}
        aria-label={label}
        aria-describedby={ids.hint}
        aria-autocomplete={thread === undefined ? 'list' : 'none'}
        aria-controls={commands.found.length > 0 ? ids.list : undefined}
        aria-activedescendant={commands.active >= 0 ? `${ids.list}-${commands.active}` : undefined}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div class="ws-composer-row">
        <FileChooser onAdd={add} />
        <p class="soft small ws-hint" id={ids.hint}>
          {thread === undefined ? words.hint : words.hint_thread}
        </p>
        <button type="submit" class="button" data-kind="primary">
          {words.send}
        </button>
      </div>
      <div aria-live="polite">
        {sending.sending && <p class="soft small">{words.sending}</p>}
        {problem && <p class="problem">{problem}</p>}
      </div>
    </form>
  );
}

/** Files dragged over the field and dropped there. */
function dropping(setDragged: (on: boolean) => void, add: (files: File[]) => void) {
  return {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setDragged(true);
    },
    onDragLeave: () => setDragged(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setDragged(false);
      add([...(event.dataTransfer?.files ?? [])]);
    },
  };
}
