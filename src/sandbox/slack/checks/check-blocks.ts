import type { Block, Json } from '../state.ts';
import { checkElement } from './check-elements.ts';
import { checkLength, checkList, checkOptional, checkText, type Report } from './check-text.ts';

type Check = (block: Json, at: string, report: Report) => void;

const BLOCKS: Record<string, Check> = {
  section: (block, at, report) => {
    if (block.text !== undefined) checkText(block.text, `${at}/text`, 3000, report);
    else if (block.fields === undefined) report(`missing required field: text or fields [json-pointer:${at}]`);
    if (block.fields !== undefined)
      checkList(block.fields, `${at}/fields`, 1, 10, report).forEach((field, index) => {
        checkText(field, `${at}/fields/${index}`, 2000, report);
      });
    if (block.accessory !== undefined) checkElement(block.accessory, 'accessory', `${at}/accessory`, report);
  },
  header: (block, at, report) => checkText(block.text, `${at}/text`, 150, report, true),
  divider: () => {},
  context: (block, at, report) => {
    checkList(block.elements, `${at}/elements`, 1, 10, report).forEach((element, index) => {
      if (element.type === 'image') checkLength(element.alt_text, `${at}/elements/${index}/alt_text`, 2000, report);
      else checkText(element, `${at}/elements/${index}`, 2000, report);
    });
  },
  actions: (block, at, report) => {
    checkList(block.elements, `${at}/elements`, 1, 25, report).forEach((element, index) => {
      checkElement(element, 'actions', `${at}/elements/${index}`, report);
    });
  },
  input: (block, at, report) => {
    checkText(block.label, `${at}/label`, 2000, report, true);
    if (block.hint !== undefined) checkText(block.hint, `${at}/hint`, 2000, report, true);
    checkElement(block.element, 'input', `${at}/element`, report);
  },
  image: (block, at, report) => {
    checkLength(block.alt_text, `${at}/alt_text`, 2000, report);
    if (block.slack_file === undefined) checkLength(block.image_url, `${at}/image_url`, 3000, report);
  },
  rich_text: (block, at, report) => void checkList(block.elements, `${at}/elements`, 1, 1000, report),
  markdown: (block, at, report) => checkLength(block.text, `${at}/text`, 12_000, report),
};

/** Every problem Slack would find in these blocks (docs.slack.dev/reference/block-kit/blocks); none means that it takes them. */
export function checkBlocks(value: unknown, most: number): string[] {
  const problems: string[] = [];
  const report: Report = (problem) => void problems.push(problem);
  const blocks = checkList(value, '/blocks', 0, most, report);
  const seen = new Set<unknown>();
  blocks.forEach((block, index) => {
    const at = `/blocks/${index}`;
    const check = Object.hasOwn(BLOCKS, String(block.type)) ? BLOCKS[String(block.type)] : undefined;
    if (!check) {
      report(`unsupported type: ${String(block.type)} [json-pointer:${at}/type]`);
      return;
    }
    checkOptional(block.block_id, `${at}/block_id`, 255, report);
    if (block.block_id !== undefined && seen.has(block.block_id))
      report(`block_id must be unique [json-pointer:${at}/block_id]`);
    seen.add(block.block_id);
    check(block, at, report);
    const actions = elementsOf(block as Block).map((element) => element.action_id);
    const named = actions.filter((action) => action !== undefined);
    if (new Set(named).size !== named.length) report(`action_id must be unique in a block [json-pointer:${at}]`);
  });
  return problems;
}

/** The interactive elements of a block. */
export function elementsOf(block: Block): Json[] {
  const all =
    block.type === 'actions'
      ? (block.elements as Json[])
      : block.type === 'input'
        ? [block.element]
        : [block.accessory];
  return (Array.isArray(all) ? all : []).filter((one): one is Json => typeof one === 'object' && one !== null);
}

/** Blocks as Slack keeps them: each with a `block_id`, each element with an `action_id`. */
export function completeBlocks(blocks: Block[], id: (prefix: string) => string): Block[] {
  return structuredClone(blocks).map((block) => {
    for (const element of elementsOf(block)) if (element.type !== 'image') element.action_id ??= id('a');
    return { ...block, block_id: block.block_id ?? id('b') };
  });
}
