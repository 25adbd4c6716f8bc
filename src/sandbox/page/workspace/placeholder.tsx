import type { Person } from '../wire/contract.ts';
export const ModalStack = (_: { user: string; people: Person[] }) => null;
