import { Blocks } from '../blocks/Blocks.tsx';
import { Mrkdwn } from '../blocks/Mrkdwn.tsx';
import { WithKeys } from '../translators/WithKeys.tsx';
import type { Block, Json } from '../wire/contract.ts';
import type { Desk } from './desk.ts';
import { wordsIn } from './words-in.ts';

type Props = {
  desk: Desk;
  said: { channel: string; ts: string; text: string; blocks: Block[] };
  onPress: (element: Json, value?: unknown) => Promise<void>;
};

/** What a message says: its blocks, and where it has none its text. */
export function Said({ desk, said, onPress }: Props) {
  const { user, people, channels } = desk;
  const { channel, ts, text, blocks } = said;
  if (blocks.length === 0 && text === '') return null;
  return (
    <WithKeys on={desk.showKeys} text={blocks.length > 0 ? wordsIn(blocks) : text} language="en">
      {blocks.length > 0 ? (
        <Blocks
          blocks={blocks}
          message={{ channel, ts }}
          onPress={onPress}
          acting={user}
          people={people}
          channels={channels}
        />
      ) : (
        <Mrkdwn text={text} people={people} channels={channels} />
      )}
    </WithKeys>
  );
}
