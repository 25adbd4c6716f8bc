export const Phone = (_: { showKeys: boolean }) => <p>phone</p>;
