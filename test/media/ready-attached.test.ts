import { deflateSync } from 'node:zlib';
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
const ODT = 'application/vnd.oasis.opendocument.text';
const pdfOf = (object: string) => Buffer.from(`%PDF-1.7\n1 0 obj ${object} endobj\n`, 'latin1');
const packedPdfOf = (objects: string) =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n5 0 obj << /Type /ObjStm /Filter /FlateDecode /N 1 >> stream\r\n'),
    deflateSync(objects),
    Buffer.from('\nendstream endobj\n'),
  ]);
const ready = (name: string, bytes: Uint8Array) =>
  readyAttached({ id: 'F1', name, bytes: bytes.length }, async () => ({ kind: 'file', bytes }));

describe('a file of staff before it is sent', () => {
  it('goes as it is where it holds what its name says', async () => {
    expect(await ready('form.pdf', PDF)).toEqual(PDF);
    expect(await ready('letter.docx', zipOf('word/document.xml'))).not.toBeNull();
    expect(await ready('note.txt', Buffer.from('Përshëndetje'))).not.toBeNull();
    expect(await ready('letter.odt', zipOf(`mimetype${ODT} content.xml META-INF/manifest.xml`))).not.toBeNull();
    expect(await ready('list.xlsx', zipOf('xl/workbook.xml xl/printerSettings/printerSettings1.bin'))).not.toBeNull();
    expect(await ready('form.pdf', pdfOf('<< /OpenAction [3 0 R /Fit] >>'))).not.toBeNull();
    expect(await ready('form.pdf', packedPdfOf('1 0 << /Type /Page >>'))).not.toBeNull();
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
    ['macros under another spelling', 'letter.docx', () => zipOf('word/document.xml word/VBAPROJECT.BIN')],
    ['a sheet with macros of the old kind', 'list.xlsx', () => zipOf('xl/workbook.xml xl/macrosheets/sheet1.xml')],
    ['a control that runs', 'list.xlsx', () => zipOf('xl/workbook.xml xl/activeX/activeX1.bin')],
    ['a program packed into a letter', 'letter.docx', () => zipOf('word/document.xml word/embeddings/oleObject1.bin')],
    ['a sheet with macros within a letter', 'letter.docx', () => zipOf('word/document.xml word/embeddings/Sheet.xlsm')],
    ['an open document with macros', 'letter.odt', () => zipOf(`mimetype${ODT}Basic/Standard/Module1.xml`)],
    ['an open document with scripts', 'letter.odt', () => zipOf(`mimetype${ODT} Scripts/python/one.py`)],
    ['a form that runs a script', 'form.pdf', () => pdfOf('<< /S /JavaScript /JS (1) >>')],
    ['a script by a name in figures', 'form.pdf', () => pdfOf('<< /S /J#61vaScript >>')],
    ['a form that starts a program', 'form.pdf', () => pdfOf('<< /S /Launch /F (cmd) >>')],
    ['a form that holds another file', 'form.pdf', () => pdfOf('<< /Type /EmbeddedFile >>')],
    ['a script packed away', 'form.pdf', () => packedPdfOf('1 0 << /S /JavaScript >>')],
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
