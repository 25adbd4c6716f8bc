import { useState } from 'preact/hooks';
import { telegram } from '../wire/api.ts';
import type { ChatMessage, Resident } from '../wire/contract.ts';
import { useFacts, useLive } from '../wire/live.ts';
import { Chat } from './Chat.tsx';
import { Composer, type Draft } from './compose/Composer.tsx';
import { Picker } from './compose/Picker.tsx';
import { phoneLanguage } from './languages.ts';
import { MoreMenu } from './MoreMenu.tsx';
import { type Holder, useActs } from './use-acts.ts';
import { useTyping } from './use-typing.ts';
import { phoneWords } from './words.ts';

type Props = {
  chatId: number;
  residents: Resident[];
  showKeys: boolean;
  onChoose(chatId: number): void;
  onAdd: (() => void) | null;
  onRemove: (() => void) | null;
};

/** One phone in one hand. */
export function OnePhone({ chatId, residents, showKeys, onChoose, onAdd, onRemove }: Props) {
  const facts = useFacts();
  const language = phoneLanguage(facts, chatId);
  const words = phoneWords(language);
  const messages = useLive(
    ['chat', 'facts'],
    (data) => !('chatId' in data) || data.chatId === chatId,
    () => telegram<ChatMessage[]>('transcript', chatId),
    [chatId],
  );
  const acts = useActs();
  const [editing, setEditing] = useState<ChatMessage | null>(null);
  const draft = useState('');
  const blocked = residents.find(({ id }) => id === chatId)?.blocked ?? false;
  const holder: Holder = { chatId, language, words, acts, messages: messages ?? [], blocked };
  return (
    <section class="phone" data-testid="phone" lang={language ?? 'en'} aria-label={words.whose}>
      <Picker holder={holder} residents={residents} onChoose={onChoose} onAdd={onAdd} onRemove={onRemove} />
      <div class="phone-case">
        <Bar holder={holder} />
        <Chat holder={holder} ready={messages !== null} showKeys={showKeys} onEdit={setEditing} />
        {acts.problem && (
          <p class="notice phone-problem" role="alert">
            {acts.problem}
          </p>
        )}
        <Foot holder={holder} draft={draft} editing={editing} onEdited={() => setEditing(null)} />
      </div>
    </section>
  );
}

function Bar({ holder }: { holder: Holder }) {
  const typing = useTyping(holder.chatId, holder.messages);
  return (
    <div class="phone-bar">
      <span class="phone-face" aria-hidden="true">
        ✉
      </span>
      <div class="phone-who">
        <h2>{holder.words.botName}</h2>
        <p class="small" role="status">
          {typing ? holder.words.typing : ' '}
        </p>
      </div>
      <MoreMenu holder={holder} />
    </div>
  );
}

function Foot(props: { holder: Holder; draft: Draft; editing: ChatMessage | null; onEdited(): void }) {
  const { words, acts, blocked, messages, chatId } = props.holder;
  if (blocked)
    return (
      <div class="phone-foot">
        <p>{words.blocked}</p>
        <button type="button" class="button" data-kind="primary" onClick={() => acts.act('unblock', chatId)}>
          {words.unblock}
        </button>
      </div>
    );
  return (
    <>
      {messages.length === 0 && (
        <div class="phone-foot">
          <button
            type="button"
            class="button"
            data-kind="primary"
            onClick={() => acts.act('sendText', chatId, '/start')}
          >
            {words.start}
          </button>
        </div>
      )}
      <Composer key={props.editing?.messageId ?? 'new'} {...props} />
    </>
  );
}
