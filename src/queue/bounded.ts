/** Waits for the work, but no longer than this. */
export async function bounded(work: Promise<unknown> | undefined, withinMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const bound = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, withinMs);
  });
  await Promise.race([work, bound]);
  clearTimeout(timer);
}
