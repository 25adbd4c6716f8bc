import type { FileCode } from '../core/domain/offers/sheet.ts';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
const ZIP = latin('PK\x03\x04');
/** Word, Excel and PowerPoint of before 2007, and any newer file under a password (MS-CFB). */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

const BEGINNINGS: [FileCode, Buffer][] = [
  ['pdf', latin('%PDF-')],
  ['picture', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
  ['picture', Buffer.from([0xff, 0xd8, 0xff])],
  ['picture', latin('GIF8')],
  ['archive', Buffer.from([0x1f, 0x8b])],
  ['archive', latin('Rar!')],
  ['archive', Buffer.from([0x37, 0x7a, 0xbc, 0xaf])],
  ['document', latin('{\\rtf')],
  // Excel 2 to 4.
  ...[0x00, 0x02, 0x04].map((version): [FileCode, Buffer] => ['old_excel', Buffer.from([0x09, version])]),
];

/** What a file is, by what is in it: a workbook or text that may be a table, or what it is instead. */
export function whatFile(bytes: Buffer): 'workbook' | 'text' | FileCode {
  if (startsWith(bytes, COMPOUND)) return inCompound(bytes);
  if (startsWith(bytes, ZIP)) return inZip(bytes);
  return BEGINNINGS.find(([, beginning]) => startsWith(bytes, beginning))?.[0] ?? inText(bytes);
}

const startsWith = (bytes: Buffer, beginning: Buffer): boolean => bytes.subarray(0, beginning.length).equals(beginning);

function inCompound(bytes: Buffer): FileCode {
  if (bytes.includes(wide('EncryptedPackage'))) return 'locked';
  return ['WordDocument', 'PowerPoint Document'].some((name) => bytes.includes(wide(name))) ? 'document' : 'old_excel';
}

/** By the names of its parts, which stand in a ZIP as they are. */
function inZip(bytes: Buffer): 'workbook' | FileCode {
  const has = (...names: string[]): boolean => names.some((name) => bytes.includes(latin(name)));
  // The first bit of the flags: encrypted (APPNOTE 4.4.4).
  if (((bytes[6] ?? 0) & 1) === 1) return 'locked';
  if (has('xl/workbook.xml')) return 'workbook';
  if (has('xl/workbook.bin')) return 'binary_excel';
  if (has('application/vnd.oasis.opendocument.spreadsheet')) return 'ods';
  if (has('word/document.xml', 'ppt/presentation.xml', 'application/vnd.oasis.opendocument')) return 'document';
  if (has('.iwa', 'Index.zip')) return 'numbers';
  // The kind of an OpenDocument file may be packed; of those, tables are what is sent here.
  if (has('content.xml') && has('META-INF/manifest.xml')) return 'ods';
  return has('.xlsx', '.xls', '.csv', '.ods') ? 'archive' : 'workbook';
}

function inText(bytes: Buffer): 'text' | FileCode {
  const head = bytes.subarray(0, 2048);
  const text = (head[0] === 0xff && head[1] === 0xfe ? head.toString('utf16le') : head.toString('utf8'))
    .replace(/^\ufeff/, '')
    .trimStart()
    .toLowerCase();
  if (/^<\?xml[\s\S]*(?:urn:schemas-microsoft-com:office:spreadsheet|mso-application)/.test(text)) return 'xml_excel';
  if (/^(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|meta|body|table|style)\b/.test(text)) return 'web_page';
  return /^mime-version:/.test(text) ? 'web_page' : 'text';
}
