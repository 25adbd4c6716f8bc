type Acted<T> = { ok: true; result: T } | { ok: false; error: string };

/** Asks the line that serves this page. Throws with the line's own sentence when it refuses. */
export async function ask<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`/sandbox/${path}`, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const said = (await answer.json().catch(() => null)) as T & { error?: string };
  if (!answer.ok) throw new Error(said?.error ?? `The line answered ${answer.status}.`);
  return said;
}

const acting =
  (service: 'telegram' | 'slack') =>
  async <T>(act: string, ...args: unknown[]): Promise<T> => {
    const said = await ask<Acted<T>>('POST', `${service}/${act}`, { args });
    if (!said.ok) throw new Error(said.error);
    return said.result;
  };

/** An act of a resident, or a look at what residents see. */
export const telegram = acting('telegram');
/** An act of a staff member, or a look at what one of them sees. */
export const slack = acting('slack');
