export const Workspace = (_: { showKeys: boolean }) => <p>workspace</p>;
