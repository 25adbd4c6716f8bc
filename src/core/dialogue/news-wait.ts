import { listNews } from '../residents/news.ts';
import type { KnownVisit } from './visit.ts';

/** Whether something waits behind a notice. */
export const newsWait = async (visit: KnownVisit): Promise<boolean> =>
  (await listNews(visit.tx, visit.resident.id)).length > 0;
