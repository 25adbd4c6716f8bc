import './workspace.css';
import { useEffect, useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-workspace.json';
import { ModalStack } from '../modal/ModalStack.tsx';
import { useViewStack } from '../modal/use-view-stack.ts';
import { useActing } from '../wire/acting.ts';
import { useFacts } from '../wire/live.ts';
import { goTo, usePlace } from '../wire/place.ts';
import type { Desk } from './desk.ts';
import { HomePane } from './HomePane.tsx';
import { PersonSwitch } from './PersonSwitch.tsx';
import { type Channel, useChannels, usePeople } from './places.ts';
import { HOME, Sidebar } from './Sidebar.tsx';
import { Talk } from './Talk.tsx';

/** The workspace of the staff, as one of them sees it. */
export function Workspace({ showKeys }: { showKeys: boolean }) {
  const facts = useFacts();
  const [user, act] = useActing();
  const [shown, box] = useShown();
  const people = usePeople(facts);
  const stack = useViewStack(user);
  if (!facts || user === '') return <p class="ws-waiting">{words.loading}</p>;
  return (
    <div class="ws" ref={box}>
      <div class="ws-under" inert={stack !== null && stack.length > 0}>
        <PersonSwitch staff={facts.staff} user={user} onAct={act} />
        <Places key={user} user={user} people={people} showKeys={showKeys} now={new Date(facts.now)} />
      </div>
      {/* Drawn where it is seen, so that the focus can go into it. */}
      {shown && stack && <ModalStack key={`${user} modals`} user={user} people={people} stack={stack} />}
    </div>
  );
}

/** What one person sees, and the place where they are. */
function Places({ user, people, showKeys, now }: Omit<Desk, 'channels'>) {
  const channels = useChannels(user);
  const place = usePlace();
  if (!channels) return <p class="ws-waiting">{words.loading}</p>;
  const channel = channels.find(({ id }) => id === place) ?? (channels[0] as Channel);
  const home = place === HOME;
  const desk: Desk = { user, people, channels, showKeys, now };
  return (
    <div class="ws-body">
      <Sidebar user={user} channels={channels} chosen={home ? HOME : channel.id} onGo={goTo} />
      {home ? <HomePane desk={desk} /> : <Talk key={channel.id} desk={desk} channel={channel} />}
    </div>
  );
}

/** Whether something is on the screen: where there is room for one pane, the others are not. The second is its `ref`. */
function useShown(): [boolean, (box: HTMLElement | null) => void] {
  const [box, setBox] = useState<HTMLElement | null>(null);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!box) return setShown(false);
    const watcher = new ResizeObserver(() => setShown(box.clientWidth > 0));
    watcher.observe(box);
    return () => watcher.disconnect();
  }, [box]);
  return [shown, setBox];
}
