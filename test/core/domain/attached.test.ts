import { describe, expect, it } from 'vitest';
import { attachedFault, attachedKind, attachedName, isPicture } from '../../../src/core/domain/attached.ts';

describe('a file that staff send to a resident', () => {
  it.each([
    ['form.pdf', 'pdf'],
    ['FORM.PDF', 'pdf'],
    ['foto.JPEG', 'jpg'],
    ['letra për ju.docx', 'docx'],
    ['писмо.odt', 'odt'],
    ['setup.exe', null],
    ['form.pdf.exe', null],
    ['form.pdf.scr', null],
    ['macro.docm', null],
    ['macro.xlsm', null],
    ['old.doc', null],
    ['page.html', null],
    ['picture.svg', null],
    ['run.js', null],
    ['run.apk', null],
    ['many.zip', null],
    ['image.iso', null],
    ['link.lnk', null],
    ['photo.heic', null],
    ['pdf', null],
    ['', null],
    ['.constructor', null],
    ['x.constructor', null],
  ])('%s may go as %s', (name, kind) => {
    expect(attachedKind(name)).toBe(kind);
    expect(attachedFault({ name, bytes: 10 })).toBe(kind === null ? 'file_type' : null);
  });

  it('is no larger than Slack takes in a form', () => {
    expect(attachedFault({ name: 'a.pdf', bytes: 10 * 1024 * 1024 })).toBeNull();
    expect(attachedFault({ name: 'a.pdf', bytes: 10 * 1024 * 1024 + 1 })).toBe('file_too_large');
  });

  it.each([
    ['../../etc/passwd.pdf', 'etc_passwd.pdf'],
    ['C:\\secret\\form.pdf', 'C_secret_form.pdf'],
    ['Letra për ju (2).PDF', 'Letra për ju (2).pdf'],
    ['писмо.pdf', 'писмо.pdf'],
    ['\u202Efdp.form.pdf', 'fdp_form.pdf'],
    ['a\nb.pdf', 'a_b.pdf'],
    ['<b>.pdf', 'b.pdf'],
    ['....pdf', 'file.pdf'],
    [`${'x'.repeat(200)}.png`, `${'x'.repeat(80)}.png`],
  ])('%s is called %s on the phone', (name, called) => {
    expect(attachedName(name)).toBe(called);
  });

  it('is shown as a picture where it is one', () => {
    expect(['a.jpg', 'a.JPEG', 'a.png', 'a.webp', 'a.pdf', 'a.exe'].map(isPicture)).toEqual([
      ...[true, true, true, true],
      ...[false, false],
    ]);
  });
});
