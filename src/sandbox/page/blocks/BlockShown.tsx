import words from '../../../../locales/en/staff-page-blocks.json';
import type { Block, Json } from '../wire/contract.ts';
import { fill } from '../words.ts';
import { ActionElement } from './ActionElement.tsx';
import { wordsOf } from './held.ts';
import { InputBlock } from './InputBlock.tsx';
import { Text } from './Mrkdwn.tsx';
import { useSurface } from './surface.ts';
import { Unknown } from './Unknown.tsx';

const objects = (value: unknown): Json[] =>
  Array.isArray(value) ? value.filter((one): one is Json => typeof one === 'object' && one !== null) : [];

/** One block of any kind. */
export function BlockShown({ block }: { block: Block }) {
  switch (block.type) {
    case 'header':
      return <h3 class="bk-header">{wordsOf(block.text)}</h3>;
    case 'section':
      return <Section block={block} />;
    case 'context':
      return <Context block={block} />;
    case 'actions':
      return <Actions block={block} />;
    case 'divider':
      return <hr class="bk-divider" />;
    case 'image':
      return <Picture of={block} />;
    case 'input':
      return <InputBlock block={block} />;
    default:
      return <Unknown type={block.type} text={wordsOf(block.text)} />;
  }
}

function Section({ block }: { block: Block }) {
  const { accessory } = block;
  const fields = objects(block.fields);
  return (
    <div class="bk-section">
      <div class="bk-section-words">
        {block.text !== undefined && (
          <div>
            <Text of={block.text} />
          </div>
        )}
        {fields.length > 0 && (
          <div class="bk-fields">
            {fields.map((field, index) => (
              <div key={index}>
                <Text of={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {typeof accessory === 'object' && accessory !== null && (
        <div class="bk-accessory">
          <Accessory block={block} element={accessory as Json} />
        </div>
      )}
    </div>
  );
}

const Accessory = ({ block, element }: { block: Block; element: Json }) =>
  element.type === 'image' ? <Picture of={element} /> : <ActionElement block={block} element={element} />;

function Context({ block }: { block: Block }) {
  return (
    <div class="bk-context">
      {objects(block.elements).map((element, index) => (
        <span key={index}>{element.type === 'image' ? <Picture of={element} /> : <Text of={element} />}</span>
      ))}
    </div>
  );
}

function Actions({ block }: { block: Block }) {
  return (
    <div class="bk-actions">
      {objects(block.elements).map((element) => (
        <ActionElement key={`${element.action_id} ${element.value ?? ''}`} block={block} element={element} />
      ))}
    </div>
  );
}

/** A picture that lies with the line is shown; for any other one its words, since nothing may be asked of other machines. */
function Picture({ of }: { of: Json }) {
  const { acting } = useSurface();
  const name = wordsOf(of.alt_text) || wordsOf(of.title);
  const id = (of.slack_file as Json | undefined)?.id;
  if (typeof id !== 'string') return <span class="bk-unknown">{fill(words.picture, { name })}</span>;
  const source = `/sandbox/slack/files/${encodeURIComponent(id)}?as=${encodeURIComponent(acting)}`;
  return <img class="bk-picture" src={source} alt={name} />;
}
