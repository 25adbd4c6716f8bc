import './style/tokens.css';
import './style/base.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { startTheme } from './theme.ts';
import { connect } from './wire/live.ts';

startTheme();
connect();
render(<App />, document.getElementById('app') as HTMLElement);
