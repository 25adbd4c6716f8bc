import words from '../../../../locales/en/staff-page-workspace.json';
import { fill } from '../words.ts';

const SIGNS: Record<string, string> = {
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  eyes: '👀',
  '+1': '👍',
  thumbsup: '👍',
  warning: '⚠️',
  x: '❌',
};

/** Reactions to a message; the app alone makes them here. */
export function Reactions({ names }: { names: string[] }) {
  if (names.length === 0) return null;
  return (
    <ul class="ws-reactions" aria-label={words.reactions}>
      {names.map((name) => (
        <li key={name}>
          <span aria-hidden="true">{SIGNS[name] ?? `:${name}:`} 1</span>
          <span class="hidden-visually">{fill(words.reaction, { name: name.replaceAll('_', ' ') })}</span>
        </li>
      ))}
    </ul>
  );
}
