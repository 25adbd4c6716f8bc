import type { Params } from './call.ts';
import { badRequest } from './refusal.ts';

const LINE = '\r\n';
const HEADERS_END = Buffer.from(`${LINE}${LINE}`);

/**
 * Reads multipart/form-data (RFC 7578): files as `File`, other fields as text. Node's own reader takes only the exact
 * form that browsers write and refuses grammY's, which Telegram takes, such as `form-data;name="photo"` without a space.
 */
export function readMultipart(body: Buffer, contentType: string): Params {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) throw badRequest('boundary is missing');
  const fields: Params = {};
  for (const part of partsOf(body, boundary)) {
    const end = part.indexOf(HEADERS_END);
    if (end === -1) continue;
    const headers = part.subarray(0, end).toString('utf8');
    const name = parameter(headers, 'name');
    if (name === undefined) continue;
    const content = part.subarray(end + HEADERS_END.length);
    const fileName = parameter(headers, 'filename');
    const type = /^content-type:\s*(.+)$/im.exec(headers)?.[1]?.trim() ?? '';
    fields[name] =
      fileName === undefined ? content.toString('utf8') : new File([new Uint8Array(content)], fileName, { type });
  }
  return fields;
}

/** What is between the boundaries, without the line ends that belong to them. */
function partsOf(body: Buffer, boundary: string): Buffer[] {
  const delimiter = Buffer.from(`${LINE}--${boundary}`);
  const framed = Buffer.concat([Buffer.from(LINE), body]);
  const parts: Buffer[] = [];
  let from = framed.indexOf(delimiter);
  for (let to = next(from); from !== -1 && to !== -1; from = to, to = next(to))
    parts.push(framed.subarray(from + delimiter.length + LINE.length, to));
  return parts;

  function next(at: number): number {
    return at === -1 ? -1 : framed.indexOf(delimiter, at + delimiter.length);
  }
}

/** A parameter of Content-Disposition. `filename` does not answer for `name`. */
function parameter(headers: string, name: string): string | undefined {
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? '';
  return new RegExp(`[;\\s]${name}=(?:"([^"]*)"|([^;]+))`, 'i')
    .exec(disposition)
    ?.slice(1)
    .find((one) => one !== undefined);
}
