import { join } from 'node:path';

/** Where other commands find the stand-ins of a running line. */
export const sandboxFile = (dataDir: string): string => join(dataDir, 'sandbox.json');
