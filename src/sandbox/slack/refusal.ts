/** What a Web API method answers when it refuses: `ok: false` with Slack's own code. */
export class SlackRefusal extends Error {
  readonly code: string;
  readonly extra: Record<string, unknown>;
  readonly retryAfter: number | undefined;
  constructor(code: string, extra: Record<string, unknown> = {}, retryAfter?: number) {
    super(code);
    this.code = code;
    this.extra = extra;
    this.retryAfter = retryAfter;
  }
}

/** Refuses blocks or a view, and says where, as the real one does. */
export function refuseShape(code: string, problems: string[]): void {
  if (problems.length === 0) return;
  throw new SlackRefusal(code, {
    errors: problems,
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  });
}
