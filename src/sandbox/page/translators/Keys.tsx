export const KeysToggle = (_: { on: boolean; onToggle: (on: boolean) => void }) => <span />;
