import './workspace.css';
import { useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-workspace.json';
import { useActing } from '../wire/acting.ts';
import { useFacts } from '../wire/live.ts';
import type { Desk } from './desk.ts';
import { HomePane } from './HomePane.tsx';
import { PersonSwitch } from './PersonSwitch.tsx';
import { ModalStack } from './placeholder.tsx';
import { type Channel, useChannels, usePeople } from './places.ts';
import { HOME, Sidebar } from './Sidebar.tsx';
import { Talk } from './Talk.tsx';

const KEPT = 'ws-place';

/** The workspace of the staff, as one of them sees it. */
export function Workspace({ showKeys }: { showKeys: boolean }) {
  const facts = useFacts();
  const [user, act] = useActing();
  const people = usePeople(facts);
  const channels = useChannels(user);
  const [place, go] = usePlace();
  if (!facts || !channels || user === '') return <p class="ws-waiting">{words.loading}</p>;
  const channel = channels.find(({ id }) => id === place) ?? (channels[0] as Channel);
  const home = place === HOME;
  const desk: Desk = { user, people, channels, showKeys, now: new Date(facts.now) };
  return (
    <div class="ws">
      <PersonSwitch staff={facts.staff} user={user} onAct={act} />
      <div class="ws-body">
        <Sidebar user={user} channels={channels} chosen={home ? HOME : channel.id} onGo={go} />
        {home ? (
          <HomePane key={user} desk={desk} />
        ) : (
          <Talk key={`${user} ${channel.id}`} desk={desk} channel={channel} />
        )}
      </div>
      <ModalStack user={user} people={people} />
    </div>
  );
}

/** Where one is; kept while the tab is open, also when somebody else does not see it. */
function usePlace(): [string, (place: string) => void] {
  const [place, setPlace] = useState(() => sessionStorage.getItem(KEPT) ?? '');
  return [
    place,
    (to) => {
      sessionStorage.setItem(KEPT, to);
      setPlace(to);
    },
  ];
}
