import './style/layout.css';
import { useState } from 'preact/hooks';
import words from '../../../locales/en/staff-page.json';
import { Glass } from './glass/Glass.tsx';
import { Header } from './header.tsx';
import type { Pane } from './pane.ts';
import { Phone } from './phone/Phone.tsx';
import { Tour } from './tour/Tour.tsx';
import type { Facts } from './wire/contract.ts';
import { useConnection, useFacts } from './wire/live.ts';
import { Workspace } from './workspace/Workspace.tsx';

const PANES: readonly Pane[] = ['phone', 'workspace', 'glass'];

/** The whole page: a resident's phone, the staff's workspace, and what happens between them. */
export function App() {
  const facts = useFacts();
  const [glassOpen, setGlassOpen] = useState(false);
  const [touring, setTouring] = useState(localStorage.getItem('tour') !== 'closed');
  const [showKeys, setShowKeys] = useState(false);
  const [pane, setPane] = useState<Pane>('phone');
  const go = (to: Pane) => {
    if (to === 'glass') setGlassOpen(true);
    setPane(to);
  };
  const tour = (on: boolean) => {
    localStorage.setItem('tour', on ? 'open' : 'closed');
    setTouring(on);
  };
  return (
    <div class="app">
      <Header
        glass={[glassOpen, setGlassOpen]}
        tour={[touring, tour]}
        keys={[showKeys, setShowKeys]}
        canShowKeys={facts !== null}
      />
      <div>
        <State facts={facts} />
        {touring && facts && <Tour facts={facts} onClose={() => tour(false)} onGo={go} />}
      </div>
      {facts ? <Panes facts={facts} glassOpen={glassOpen} showKeys={showKeys} pane={pane} /> : <p>{words.waiting}</p>}
      <nav class="app-tabs" aria-label={words.panes}>
        {PANES.map((one) => (
          <button key={one} type="button" aria-pressed={pane === one} onClick={() => go(one)}>
            {words[one]}
          </button>
        ))}
      </nav>
    </div>
  );
}

function Panes(props: { facts: Facts; glassOpen: boolean; showKeys: boolean; pane: Pane }) {
  const { facts, glassOpen, showKeys, pane } = props;
  const shown = (one: Pane) => ({ 'data-pane': one, 'data-shown': pane === one ? 'yes' : 'no' });
  return (
    <main class="app-panes" data-glass={glassOpen ? 'open' : 'folded'}>
      <section class="app-pane" {...shown('phone')} aria-label={words.phone}>
        {facts.telegram ? <Phone showKeys={showKeys} /> : <p class="notice">{words.real_telegram}</p>}
      </section>
      <section class="app-pane" {...shown('workspace')} aria-label={words.workspace} data-testid="workspace">
        {facts.slack ? <Workspace showKeys={showKeys} /> : <p class="notice">{words.real_slack}</p>}
      </section>
      {glassOpen && (
        <section class="app-pane" {...shown('glass')} aria-label={words.show_glass} data-testid="glass">
          <Glass />
        </section>
      )}
    </main>
  );
}

/** What is the matter with the line or the way to it. */
function State({ facts }: { facts: Facts | null }) {
  const lost = useConnection() === 'lost';
  const busy = facts && facts.state !== 'running' ? words[facts.state] : null;
  return (
    <div role="status">
      {lost && <p class="notice app-lost">{words.lost}</p>}
      {!lost && busy && <p class="notice">{busy}</p>}
    </div>
  );
}
