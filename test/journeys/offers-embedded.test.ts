import { holdJourneys } from './offers-journeys.ts';

holdJourneys('on the embedded default', async () => ({}));
