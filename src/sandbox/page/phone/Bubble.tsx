import { WithKeys } from '../translators/WithKeys.tsx';
import type { ChatMessage } from '../wire/contract.ts';
import { InlineKeyboard } from './InlineKeyboard.tsx';
import { Media } from './Media.tsx';
import { RichText } from './RichText.tsx';
import type { Holder } from './use-acts.ts';

type Props = {
  message: ChatMessage;
  quoted: ChatMessage | undefined;
  holder: Holder;
  showKeys: boolean;
  onEdit(message: ChatMessage): void;
};

/** One message, with what belongs to it. */
export function Bubble({ message, quoted, holder, showKeys, onEdit }: Props) {
  const { words, language } = holder;
  const own = message.from === 'resident';
  const text = message.text ?? message.caption ?? '';
  const labels = (message.markup?.inline_keyboard ?? message.markup?.keyboard ?? []).flat().map((one) => one.text);
  return (
    <article class="phone-bubble" data-from={message.from} data-protected={message.protected} dir="auto">
      {quoted && (
        <p class="phone-quoted small">
          <RichText text={(quoted.text ?? quoted.caption ?? '…').slice(0, 120)} />
        </p>
      )}
      <Media message={message} words={words} />
      {text && (
        <p class="phone-text">
          <RichText text={text} entities={message.entities} />
        </p>
      )}
      {message.protected && (
        <p class="phone-protected small">
          <span aria-hidden="true">🛡 </span>
          {words.protected}
        </p>
      )}
      <p class="phone-when small">
        {message.editedAt && `${words.edited} `}
        <time dateTime={message.date}>{clock(message.date)}</time>
      </p>
      {own && message.text !== undefined && (
        <button type="button" class="phone-edit" title={words.edit} onClick={() => onEdit(message)}>
          <span aria-hidden="true">✎</span>
          <span class="hidden-visually">{words.edit}</span>
        </button>
      )}
      {!own && <InlineKeyboard message={message} holder={holder} />}
      {!own && showKeys && language && (
        <WithKeys on text={[text, ...labels].join('\n')} language={language}>
          {null}
        </WithKeys>
      )}
    </article>
  );
}

const clock = (iso: string): string => {
  const at = new Date(iso);
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
};
