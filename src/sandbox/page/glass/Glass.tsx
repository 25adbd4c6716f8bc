export const Glass = () => <p>glass</p>;
