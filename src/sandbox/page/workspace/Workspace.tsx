import './workspace.css';
import { useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-workspace.json';
import { ModalStack } from '../modal/ModalStack.tsx';
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
  const [depth, setDepth] = useState(0);
  const people = usePeople(facts);
  if (!facts || user === '') return <p class="ws-waiting">{words.loading}</p>;
  return (
    <div class="ws">
      <div class="ws-under" inert={depth > 0}>
        <PersonSwitch staff={facts.staff} user={user} onAct={act} />
        <Places key={user} user={user} people={people} showKeys={showKeys} now={new Date(facts.now)} />
      </div>
      <ModalStack key={`${user} modals`} user={user} people={people} onDepth={setDepth} />
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
