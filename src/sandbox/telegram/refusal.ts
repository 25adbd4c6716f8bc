/** An error answer of the Bot API: `{ ok: false, error_code, description, parameters }`. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly description: string;
  readonly retryAfterSeconds: number | undefined;
  constructor(status: number, description: string, retryAfterSeconds?: number) {
    super(description);
    this.status = status;
    this.description = description;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export const badRequest = (what: string): ApiRefusal => new ApiRefusal(400, `Bad Request: ${what}`);
