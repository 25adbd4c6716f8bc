import { readFile } from 'node:fs/promises';

/** The text of a file that somebody named on the command line; what goes wrong with it names it too, where Node would not (a folder). */
export async function readGiven(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw Object.assign(error as Error, { path: file });
  }
}
