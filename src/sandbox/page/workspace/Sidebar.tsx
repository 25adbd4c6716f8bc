import type { ComponentChildren } from 'preact';
import words from '../../../../locales/en/staff-page-workspace.json';
import { fill } from '../words.ts';
import { type Channel, titleOf } from './places.ts';
import { useReadMarks } from './read-marks.ts';

/** The place that is no channel. */
export const HOME = 'home';

type Props = { user: string; channels: Channel[]; chosen: string; onGo: (place: string) => void };

/** Where one can go: a list beside the messages, or one choice above them where there is no room for a list. */
export function Sidebar(props: Props) {
  const { unread } = useReadMarks(props.user);
  const isNew = (channel: Channel) => channel.id !== props.chosen && unread(channel.id, channel.newest);
  return (
    <>
      <PlaceList {...props} isNew={isNew} />
      <PlaceChoice {...props} isNew={isNew} />
    </>
  );
}

type Shown = Props & { isNew: (channel: Channel) => boolean };

function PlaceList({ channels, chosen, onGo, isNew }: Shown) {
  const entry = (channel: Channel) => (
    <Entry key={channel.id} chosen={chosen === channel.id} onGo={() => onGo(channel.id)}>
      <ChannelName channel={channel} />
      {isNew(channel) && <span class="ws-new">{words.new}</span>}
    </Entry>
  );
  return (
    <nav class="ws-side" aria-label={words.places}>
      <h2>{words.channels}</h2>
      <ul>{channels.filter(({ im }) => !im).map(entry)}</ul>
      <h2>{words.direct}</h2>
      <ul>{channels.filter(({ im }) => im).map(entry)}</ul>
      <h2>{words.app}</h2>
      <ul>
        <Entry chosen={chosen === HOME} onGo={() => onGo(HOME)}>
          <span class="ws-entry-name">{words.home}</span>
        </Entry>
      </ul>
    </nav>
  );
}

function Entry(props: { chosen: boolean; onGo: () => void; children: ComponentChildren }) {
  return (
    <li>
      <button type="button" class="ws-entry" aria-current={props.chosen ? 'page' : undefined} onClick={props.onGo}>
        {props.children}
      </button>
    </li>
  );
}

export function ChannelName({ channel }: { channel: Channel }) {
  if (channel.im) return <span class="ws-entry-name">{words.bot}</span>;
  return (
    <>
      <span class="ws-sign" aria-hidden="true">
        {channel.private ? <Lock /> : '#'}
      </span>
      <span class="ws-entry-name">{channel.name}</span>
      {channel.private && <span class="hidden-visually">, {words.private}</span>}
      {channel.archived && <span class="ws-archived">{words.archived}</span>}
    </>
  );
}

const Lock = () => (
  <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
    <path fill="currentColor" d="M4 7V5a4 4 0 0 1 8 0v2h1v8H3V7zm2 0h4V5a2 2 0 0 0-4 0z" />
  </svg>
);

function PlaceChoice({ channels, chosen, onGo, isNew }: Shown) {
  const label = (channel: Channel) => {
    const name = channel.im ? titleOf(channel) : `# ${titleOf(channel)}`;
    return isNew(channel) ? fill(words.place_new, { name }) : name;
  };
  return (
    <label class="ws-place">
      <span class="hidden-visually">{words.place}</span>
      <select class="field" value={chosen} onChange={(event) => onGo(event.currentTarget.value)}>
        {channels.map((channel) => (
          <option key={channel.id} value={channel.id}>
            {label(channel)}
          </option>
        ))}
        <option value={HOME}>{words.home}</option>
      </select>
    </label>
  );
}
