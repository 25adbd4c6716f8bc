import { expect, test } from 'vitest';
import sentences from '../../locales/en/staff-import.json' with { type: 'json' };
import { whatFile } from '../../src/files/what-file.ts';
import { entryOf, zipOf } from '../support/zip.ts';

const compound = (...names: string[]): Buffer =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), ...names.map((name) => Buffer.from(name, 'utf16le'))]);
const zip = (...names: string[]): Buffer => zipOf(names.map((name) => entryOf(name, 'x')));
function locked(): Buffer {
  const bytes = zip('xl/workbook.xml');
  bytes.writeUInt16LE(1, 6);
  return bytes;
}

test.each<[string, Buffer | string, string]>([
  ['a workbook', zip('[Content_Types].xml', 'xl/workbook.xml'), 'workbook'],
  ['CSV', 'own_code,kind\nA,training\n', 'text'],
  ['CSV with a mark', '\ufeffown_code;kind\n', 'text'],
  ['.xls', compound('Root Entry', 'Workbook'), 'old_excel'],
  ['.xls of 1995', compound('Root Entry', 'Book'), 'old_excel'],
  ['.xls of 1990', Buffer.from([0x09, 0x02, 0x06, 0x00, 0, 0]), 'old_excel'],
  ['a workbook under a password', compound('Root Entry', 'EncryptionInfo', 'EncryptedPackage'), 'locked'],
  ['a ZIP under a password', locked(), 'locked'],
  [
    '.ods',
    zipOf([
      { ...entryOf('mimetype', ''), packed: Buffer.from('application/vnd.oasis.opendocument.spreadsheet') },
      entryOf('content.xml', 'x'),
    ]),
    'ods',
  ],
  ['.ods whose kind is packed', zip('mimetype', 'content.xml', 'META-INF/manifest.xml'), 'ods'],
  [
    '.odt',
    zipOf([
      { ...entryOf('mimetype', ''), packed: Buffer.from('application/vnd.oasis.opendocument.text') },
      entryOf('content.xml', 'x'),
    ]),
    'document',
  ],
  ['.numbers', zip('Index/Document.iwa', 'Index/CalculationEngine.iwa'), 'numbers'],
  ['.xlsb', zip('[Content_Types].xml', 'xl/workbook.bin'), 'binary_excel'],
  ['.docx', zip('[Content_Types].xml', 'word/document.xml'), 'document'],
  ['.doc', compound('Root Entry', 'WordDocument'), 'document'],
  ['.rtf', '{\\rtf1\\ansi}', 'document'],
  ['a ZIP of workbooks', zip('offers.xlsx'), 'archive'],
  ['.gz', Buffer.from([0x1f, 0x8b, 8, 0]), 'archive'],
  ['HTML that is called .xls', '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>', 'web_page'],
  ['a table alone', '\r\n <table border="1"><tr>', 'web_page'],
  ['HTML with its type', '\ufeff<!DOCTYPE html><html>', 'web_page'],
  ['HTML in UTF-16', Buffer.from('\ufeff<html><table>', 'utf16le'), 'web_page'],
  ['a web archive', 'MIME-Version: 1.0\nX-Document-Type: Workbook', 'web_page'],
  ['XML of 2003', '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>', 'xml_excel'],
  ['PDF', '%PDF-1.7\n1 0 obj', 'pdf'],
  ['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'picture'],
  ['JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'picture'],
])('%s is told by what is in it', (_name, bytes, what) => {
  expect(whatFile(Buffer.from(bytes as string))).toBe(what);
  if (what !== 'workbook' && what !== 'text') expect(Object.keys(sentences.files)).toContain(what);
});
