import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { exists, inPath, takeTurn } from './apt.ts';

const run = promisify(execFile);

/** What people open our files with: the program by which it is known to be there, its package, and what may name another place of it. */
const PROGRAMS = {
  libreoffice: { program: 'soffice', package: 'libreoffice-calc', variable: 'SOFFICE_PATH' },
  writer: { program: 'lowriter', package: 'libreoffice-writer', variable: 'LOWRITER_PATH' },
  poppler: { program: 'pdftotext', package: 'poppler-utils', variable: 'PDFTOTEXT_PATH' },
  toolkit: { program: 'po2csv', package: 'translate-toolkit', variable: 'PO2CSV_PATH' },
} as const;
type Name = keyof typeof PROGRAMS;

/**
 * Where it is: as a variable names it, as it is installed, or, as root on a machine with apt, from the distribution's package. Nothing is ever fetched
 * from anywhere else. Where none can be had, it says what to install.
 */
export async function findProgram(name: Name): Promise<string> {
  const found = await there(name);
  if (found) return found;
  const { package: wanted, variable } = PROGRAMS[name];
  const missing = `These tests need the package ${wanted}: install it, or set ${variable}.`;
  if (process.getuid?.() !== 0) throw new Error(missing);
  const release = await takeTurn();
  try {
    // Whoever waited finds what the first one installed.
    const installed = (await there(name)) ?? (await install(name));
    if (installed) return installed;
    throw new Error(`the package brought no program named ${PROGRAMS[name].program}`);
  } catch (cause) {
    throw new Error(missing, { cause });
  } finally {
    await release();
  }
}

async function there(name: Name): Promise<string | undefined> {
  const { program, variable } = PROGRAMS[name];
  const given = process.env[variable];
  if (!given) return inPath(program);
  if (await exists(given)) return given;
  throw new Error(`${variable} names ${given}, and there is no such file.`);
}

async function install(name: Name): Promise<string | undefined> {
  // A machine that never updated has no list to install from.
  await run('apt-get', ['update', '-q']).catch(() => {});
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', PROGRAMS[name].package], { env });
  return there(name);
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
/** A library of macros as LibreOffice keeps it, with one of ours in it. */
const LIBRARY: [string, string][] = [
  [
    'basic/script.xlc',
    '<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd"><library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" library:link="false"/></library:libraries>',
  ],
  [
    'basic/Standard/script.xlb',
    '<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd"><library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="Work"/></library:library>',
  ],
  [
    // Else it puts its own library over ours when it starts for the first time.
    'registrymodifications.xcu',
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item></oor:items>',
  ],
];
const MODULE =
  '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd"><script:module xmlns:script="http://openoffice.org/2000/script" script:name="Work" script:language="StarBasic">';

/** Starts LibreOffice once, without a screen and with settings of its own in `folder`, for a Basic macro `Sub Main`, which sees the folder as `FOLDER`. */
export async function inLibreOffice(folder: string, macro: string): Promise<void> {
  const soffice = await findProgram('libreoffice');
  const profile = join(folder, 'profile');
  await mkdir(join(profile, 'user', 'basic', 'Standard'), { recursive: true });
  for (const [name, text] of LIBRARY) await writeFile(join(profile, 'user', name), XML + text);
  const basic = `Const FOLDER = "${folder}"\n${macro}`;
  const escaped = basic.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  await writeFile(join(profile, 'user', 'basic', 'Standard', 'Work.xba'), `${XML}${MODULE}${escaped}</script:module>`);
  const own = `-env:UserInstallation=file://${profile}`;
  await run(soffice, [own, '--headless', '--norestore', 'macro:///Standard.Work.Main'], { timeout: 600_000 });
}

/** One of translate-toolkit's programs, in a folder; what it prints. */
export async function byToolkit(program: string, args: string[], cwd: string): Promise<string> {
  const path = join(dirname(await findProgram('toolkit')), program);
  const { stdout, stderr } = await run(path, args, { cwd, timeout: 600_000, maxBuffer: 64 * 1024 * 1024 });
  return stdout + stderr;
}
