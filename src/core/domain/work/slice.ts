/** What a slice of long work comes to: all of it is done, or more is left. */
export type Slice = 'done' | 'more';

/** Batch by batch, as long as there is time for one more. `batch`: whether there are more; `again`: whether there is time. */
export async function inBatches(batch: () => Promise<boolean>, again: () => boolean): Promise<Slice> {
  let more = true;
  while (more) {
    more = await batch();
    if (more && !again()) return 'more';
  }
  return 'done';
}
