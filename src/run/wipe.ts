/** Placeholder until its owner writes it. */
export async function wipeDatabase(_url: string): Promise<void> {
  throw new Error('not there yet');
}
