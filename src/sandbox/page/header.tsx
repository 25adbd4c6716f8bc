import { useState } from 'preact/hooks';
import words from '../../../locales/en/staff-page.json';
import { chooseTheme, currentTheme } from './theme.ts';
import { KeysToggle } from './translators/Keys.tsx';

type Switched = [boolean, (on: boolean) => void];

export function Header(props: { glass: Switched; tour: Switched; keys: Switched; canShowKeys: boolean }) {
  const { glass, tour, keys, canShowKeys } = props;
  const [dark, setDark] = useState(currentTheme() === 'dark');
  const theme = (on: boolean) => {
    chooseTheme(on ? 'dark' : 'light');
    setDark(on);
  };
  return (
    <header class="app-head">
      <h1>{words.title}</h1>
      <p class="app-said soft small">{words.invented}</p>
      <div class="app-tools">
        <Toggle name={words.tour} on={tour} />
        <div class="app-wide">
          <Toggle name={words.show_glass} on={glass} />
        </div>
        {canShowKeys && <KeysToggle on={keys[0]} onToggle={keys[1]} />}
        <Toggle name={words.theme} on={[dark, theme]} />
      </div>
    </header>
  );
}

function Toggle({ name, on: [on, set] }: { name: string; on: Switched }) {
  return (
    <button type="button" class="button" data-small aria-pressed={on} onClick={() => set(!on)}>
      {name}
    </button>
  );
}
