import { expect, test } from 'vitest';
import { readMultipart } from '../../../src/sandbox/telegram/multipart.ts';

const TYPE = 'multipart/form-data; boundary=----b';
const body = (...parts: string[]) =>
  Buffer.from(`${parts.map((part) => `------b\r\n${part}`).join('\r\n')}\r\n------b--\r\n`);

test.each([
  ['as browsers write', 'Content-Disposition: form-data; name="document"; filename="a b.ogg"'],
  ['as grammY writes', 'content-disposition:form-data;name="document";filename=a b.ogg'],
])('a file and a field come through %s', async (_how, disposition) => {
  const fields = readMultipart(
    body(
      `${disposition}\r\ncontent-type: audio/ogg\r\n\r\n\r\n--no end--\r\n`,
      'content-disposition: form-data; name=chat_id\r\n\r\n7',
    ),
    TYPE,
  );
  expect(fields.chat_id).toBe('7');
  const file = fields.document as File;
  expect([file.name, file.type, await file.text()]).toEqual(['a b.ogg', 'audio/ogg', '\r\n--no end--\r\n']);
});

test('a body without parts, or cut off, gives no fields', () => {
  expect(readMultipart(Buffer.from(''), TYPE)).toEqual({});
  expect(readMultipart(Buffer.from('------b\r\ncontent-disposition: form-data; name="a"\r\n\r\nhalf'), TYPE)).toEqual(
    {},
  );
});
