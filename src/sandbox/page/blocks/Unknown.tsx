import words from '../../../../locales/en/staff-page-blocks.json';
import { fill } from '../words.ts';

/** Something of Slack that this page does not draw: said plainly, never passed over. */
export const Unknown = ({ type, text }: { type: string; text?: string }) => (
  <p class="bk-unknown">
    {fill(words.unknown, { type })}
    {text && ` ${text}`}
  </p>
);
