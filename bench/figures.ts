import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createBenchDatabase } from './database.ts';
import { fillFigures } from './fill-figures.ts';

export type SummaryFigure = {
  name: string;
  /** The median of three. */
  seconds: number;
  /** Of the processor, by the process that reports. */
  cpuSeconds: number;
  /** How long other work of the process waited at most, and for how much of it the process itself used the processor. */
  longestMs: number;
  longestOwnMs: number;
  received: unknown;
};
export type FiguresFigure = {
  /** One plain statement that counts every item and adds up its number, by sector. */
  groupSeconds: number;
  /** The columns that a summary reads, of every item, copied and thrown away. */
  copySeconds: number;
  summaries: SummaryFigure[];
  peakMb: number;
};

/** Summaries with every figure, of a quarter and of ninety days, beside plain statements over the same items in the same run. */
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
