import type { ComponentChildren } from 'preact';
import type { Block, Json, Person } from '../wire/contract.ts';

export function Blocks(props: {
  blocks: Block[];
  message?: { channel: string; ts: string };
  onPress: (element: Json, value?: unknown) => Promise<void>;
  acting: string;
  people: Person[];
}) {
  const text = (one: unknown): string => {
    const found: string[] = [];
    const look = (at: unknown) => {
      if (at && typeof at === 'object')
        for (const [k, v] of Object.entries(at)) typeof v === 'string' && k === 'text' ? found.push(v) : look(v);
    };
    look(one);
    return found.join(' ');
  };
  return (
    <div>
      {props.blocks.map((block, at) =>
        block.type === 'actions' ? (
          <p key={at}>
            {(block.elements as Json[]).map((element, i) => (
              <button key={i} type="button" class="button" data-small onClick={() => void props.onPress(element)}>
                {text(element)}
              </button>
            ))}
          </p>
        ) : (
          <p key={at}>{text(block)}</p>
        ),
      )}
    </div>
  );
}
export const Mrkdwn = ({ text }: { text: string; people: Person[]; channels: { id: string; name: string }[] }) => (
  <p>{text}</p>
);
export const ModalStack = (_: { user: string; people: Person[] }) => null;
export const WithKeys = ({
  children,
}: {
  on: boolean;
  text: string;
  language: string;
  children: ComponentChildren;
}) => <>{children}</>;
