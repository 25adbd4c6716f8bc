/** The header lines of a request as Node gives them, names in lower case. */
export type DoorHeaders = Readonly<Record<string, string | string[] | undefined>>;
export type DoorAnswer = { status: number; body?: string; type?: string };

/** Where a service calls the line over HTTP. The host reads the body, within its limits of size, time and number. */
export type Door = {
  /** Of one body, in bytes. */
  largestBody: number;
  /** Answered to a body that is larger. */
  tooLarge: 400 | 413;
  /** By the header lines alone, before a byte of the body is read: a status refuses, null lets the body come. */
  refuse(headers: DoorHeaders): number | null;
  /** Answers once what was asked is durable, or says that it must come again (5xx). Never throws. */
  take(body: Buffer, headers: DoorHeaders): Promise<DoorAnswer>;
};
