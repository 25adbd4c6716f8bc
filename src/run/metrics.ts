import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export type Metrics = {
  registry: Registry;
  turns: Counter;
  jobs: Counter<'topic' | 'result'>;
};

/** What /metrics serves. Labels are codes only, never ids. `outbox` counts the work still owed, by state. */
export function makeMetrics(outbox: () => Promise<Record<string, number>>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const turns = new Counter({ name: 'line_turns_total', help: 'Updates of residents handled', registers: [registry] });
  const jobs = new Counter({
    name: 'line_jobs_total',
    help: 'Jobs finished, by topic and result',
    labelNames: ['topic', 'result'] as const,
    registers: [registry],
  });
  new Gauge({
    name: 'line_outbox_rows',
    help: 'Work owed to the outside, by state',
    labelNames: ['state'] as const,
    registers: [registry],
    async collect() {
      for (const [state, count] of Object.entries(await outbox())) this.set({ state }, count);
    },
  });
  return { registry, turns, jobs };
}
