/** Every text inside blocks, a line each: what somebody can read in them. */
export function wordsIn(value: unknown): string {
  const found: string[] = [];
  const look = (at: unknown): void => {
    if (at === null || typeof at !== 'object') return;
    for (const [name, inside] of Object.entries(at))
      if (name === 'text' && typeof inside === 'string') found.push(inside);
      else look(inside);
  };
  look(value);
  return found.join('\n');
}
