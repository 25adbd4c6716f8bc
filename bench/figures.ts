import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createBenchDatabase } from './database.ts';
import { fillFigures } from './fill-figures.ts';

export type SummaryFigure = {
  name: string;
  seconds: number;
  /** How long other work of the process waited at most. */
  longestHoldMs: number;
  received: unknown;
};
export type FiguresFigure = {
  /** One plain statement that reads every item. */
  scanSeconds: number;
  summaries: SummaryFigure[];
  peakMb: number;
};

/** Summaries with every figure, of a quarter and of ninety days, beside a plain scan of the same items in the same run. */
export async function measureFigures(items: number): Promise<FiguresFigure> {
  const database = await createBenchDatabase();
  await fillFigures(database.url, items);
  const child = fork(new URL('./figures-subject.ts', import.meta.url), [database.url], {
    execArgv: ['--import', 'tsx'],
  });
  const [figure] = (await once(child, 'message')) as [FiguresFigure];
  await once(child, 'exit');
  await database.drop();
  return figure;
}
