import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';

const KEY_BYTES = 32;

/** DATA_KEY, or outside production the key kept in DATA_DIR (mode 600), made at the first start. */
export async function dataKeyOf(config: Pick<Config, 'dataKey' | 'dataDir' | 'production'>): Promise<Buffer> {
  if (config.dataKey) return config.dataKey;
  if (config.production) throw new Error('DATA_KEY is missing');
  await mkdir(config.dataDir, { recursive: true });
  const file = join(config.dataDir, 'data-key');
  try {
    await writeFile(file, randomBytes(KEY_BYTES).toString('base64'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return Buffer.from(await readFile(file, 'utf8'), 'base64');
}
