import type { Pane } from '../app.tsx';
export const Tour = (_: { onClose: () => void; onGo: (pane: Pane) => void }) => <p>tour</p>;
