import { refuseShape } from '../refusal.ts';
import type { Block, Json } from '../state.ts';
import { checkBlocks } from './check-blocks.ts';
import { checkOptional, checkText, type Report } from './check-text.ts';

/** Refuses a view that Slack would refuse (docs.slack.dev/reference/views/modal-views and /home-tab-views). */
export function checkView(view: Json, type: 'modal' | 'home'): void {
  const problems: string[] = [];
  const report: Report = (problem) => void problems.push(problem);
  if (view.type !== type) report(`must be a ${type} [json-pointer:/view/type]`);
  if (type === 'modal') {
    checkText(view.title, '/view/title', 24, report, true);
    for (const name of ['submit', 'close'])
      if (view[name] !== undefined) checkText(view[name], `/view/${name}`, 24, report, true);
  }
  checkOptional(view.private_metadata, '/view/private_metadata', 3000, report);
  checkOptional(view.callback_id, '/view/callback_id', 255, report);
  problems.push(...checkBlocks(view.blocks, 100));
  const blocks = (Array.isArray(view.blocks) ? view.blocks : []) as Block[];
  if (type === 'modal' && view.submit === undefined && blocks.some((block) => block?.type === 'input'))
    report('submit is required when there are input blocks [json-pointer:/view/submit]');
  refuseShape('invalid_arguments', problems);
}
