import { type ComponentChildren, Fragment } from 'preact';
import { useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-workspace.json';
import { useEnd } from '../use-end.ts';
import { fill } from '../words.ts';
import { dayOf } from './moments.ts';
import type { Entry } from './talk.ts';

/** A browser draws so many cards without stumbling. */
const AT_ONCE = 60;
const NEAR_PX = 80;

type Props = {
  label: string;
  entries: Entry[];
  now: Date;
  /** Where the line "New from here" stands. */
  firstNew?: string | null;
  /** Counts what this person sent: then one wants to see the end. */
  sent: number;
  draw: (entry: Entry) => ComponentChildren;
};

/** Messages one under the other. What comes is shown, unless one looks at something further up; then it is said. */
export function Log({ label, entries, now, firstNew = null, sent, draw }: Props) {
  const [most, setMost] = useState(AT_ONCE);
  const shown = entries.slice(-most);
  const hidden = entries.length - shown.length;
  const { box, inside, below, toEnd, onScroll } = useEnd({ last: entries.at(-1)?.ts ?? '', sent, nearPx: NEAR_PX });
  return (
    <div class="ws-log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard (axe scrollable-region-focusable). */}
      <div class="ws-log" role="log" aria-label={label} tabIndex={0} ref={box} onScroll={onScroll}>
        <div ref={inside}>
          {hidden > 0 && (
            <button type="button" class="button ws-earlier" data-small onClick={() => setMost(most + AT_ONCE)}>
              {fill(words.earlier, { count: hidden })}
            </button>
          )}
          {entries.length === 0 && <p class="ws-empty soft">{words.empty}</p>}
          {shown.map((entry, index) => (
            <Fragment key={entry.ts}>
              <Day ts={entry.ts} before={shown[index - 1]?.ts} now={now} />
              {entry.ts === firstNew && <p class="ws-new-line">{words.unread_from_here}</p>}
              {draw(entry)}
            </Fragment>
          ))}
        </div>
      </div>
      {below && (
        <button type="button" class="button ws-below" data-small onClick={toEnd}>
          {words.new_messages} <span aria-hidden="true">↓</span>
        </button>
      )}
    </div>
  );
}

function Day({ ts, before, now }: { ts: string; before: string | undefined; now: Date }) {
  const day = dayOf(ts, now);
  if (before !== undefined && dayOf(before, now) === day) return null;
  return <h3 class="ws-day small">{day}</h3>;
}
