import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readyAttached } from '../../src/media/ready-attached.ts';

const picture = (format: 'jpeg' | 'png') =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
    .withExif({ IFD0: { Copyright: 'An invented place' } })
    .toFormat(format)
    .toBuffer();
const PDF = Buffer.from('%PDF-1.7 invented');
const zipOf = (names: string) => Buffer.from(`PK\x03\x04 ${names}`, 'latin1');
const ready = (name: string, bytes: Uint8Array) =>
  readyAttached({ id: 'F1', name, bytes: bytes.length }, async () => ({ kind: 'file', bytes }));

describe('a file of staff before it is sent', () => {
  it('goes as it is where it holds what its name says', async () => {
    expect(await ready('form.pdf', PDF)).toEqual(PDF);
    expect(await ready('letter.docx', zipOf('word/document.xml'))).not.toBeNull();
    expect(await ready('note.txt', Buffer.from('Përshëndetje'))).not.toBeNull();
  });

  it('tells nobody where a picture was taken', async () => {
    const before = await picture('jpeg');
    expect(before.includes('An invented place')).toBe(true);
    const after = await ready('foto.jpg', before);
    expect(after && Buffer.from(after).includes('An invented place')).toBe(false);
  });

  it.each<[string, string, () => Uint8Array | Promise<Uint8Array>]>([
    ['a program under the name of a form', 'form.pdf', () => Buffer.from('MZ\x90\0 invented program', 'latin1')],
    ['a page under the name of a form', 'form.pdf', () => Buffer.from('<!DOCTYPE html><script>1</script>')],
    ['a document with macros', 'letter.docx', () => zipOf('word/document.xml word/vbaProject.bin')],
    ['an archive of anything', 'letter.docx', () => zipOf('setup.exe')],
    ['a picture under another kind of picture', 'foto.jpg', () => picture('png')],
    ['what only begins as a picture', 'foto.jpg', () => Buffer.from('\xff\xd8\xff invented', 'latin1')],
    ['nothing at all', 'note.txt', () => Buffer.alloc(0)],
  ])('never goes: %s', async (_what, name, bytes) => {
    expect(await ready(name, await bytes())).toBeNull();
  });

  it('is waited for while Slack is away, and given up once it is gone there', async () => {
    const attached = { id: 'F1', name: 'form.pdf', bytes: 10 };
    await expect(readyAttached(attached, () => Promise.reject(new Error('invented')))).rejects.toThrow('invented');
    expect(await readyAttached(attached, async () => ({ kind: 'gone' }))).toBeNull();
    expect(await readyAttached(attached, async () => ({ kind: 'too_large' }))).toBeNull();
  });
});
