import type { Activity } from './activity.ts';
import { feedback } from './feedback/activity.ts';
import { grants } from './grants/activity.ts';
import { trainings } from './trainings/activity.ts';

/** What residents can do with the line, in the order of the menu. */
export const ACTIVITIES: readonly Activity[] = [feedback, trainings, grants];
