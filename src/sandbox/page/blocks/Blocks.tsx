import './blocks.css';
import { useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-blocks.json';
import type { Block, Person } from '../wire/contract.ts';
import { BlockShown } from './BlockShown.tsx';
import { type NamedChannel, type Press, type Surface, SurfaceContext, type Values } from './surface.ts';

type Props = {
  blocks: readonly Block[];
  /** The message they stand in; Home and modals are none. */
  message?: { channel: string; ts: string };
  /** A button, a menu or a date was used. `value`: what was chosen, or the value of the button. */
  onPress: Press;
  acting: string;
  people: readonly Person[];
  channels?: readonly NamedChannel[];
  /** In modals: what the fields hold, what changes it, and what is wrong by block. */
  values?: Values;
  onChange?: Surface['change'];
  errors?: Record<string, string>;
};

const NOTHING = {};
const unchanged = () => {};

/** Slack's Block Kit, as far as the line uses it. What it does not know is named, never passed over. */
export function Blocks({ blocks, onPress, acting, people, channels = [], ...fields }: Props) {
  const [failed, setFailed] = useState(false);
  const press: Press = async (element, value, block) => {
    setFailed(false);
    await onPress(element, value, block).catch(() => setFailed(true));
  };
  const { values = NOTHING, onChange: change = unchanged, errors = NOTHING } = fields;
  const surface: Surface = { people, channels, acting, press, values, change, errors };
  return (
    <SurfaceContext.Provider value={surface}>
      <div class="bk">
        {named(blocks).map(([key, block]) => (
          <BlockShown key={key} block={block} />
        ))}
        {failed && (
          <p class="problem" role="alert">
            {words.press_failed}
          </p>
        )}
      </div>
    </SurfaceContext.Provider>
  );
}

/**
 * A field goes by its block, as Slack keeps what was typed. Everything else goes by its kind and place, since Slack makes up a new
 * id for it each time it is drawn: so the focus stays on a button through that.
 */
function named(blocks: readonly Block[]): [string, Block][] {
  const seen = new Map<string, number>();
  return blocks.map((block) => {
    if (block.type === 'input') return [`input ${block.block_id}`, block];
    const count = (seen.get(block.type) ?? 0) + 1;
    seen.set(block.type, count);
    return [`${block.type} ${count}`, block];
  });
}
