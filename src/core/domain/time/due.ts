import type { FeedbackType, Priority, Safety } from '../codes.ts';

export type FirstAnswerHours = {
  urgent: number;
  complaint: number;
  other: number;
  sensitiveSeen: number;
  danger: number;
};

/** When the first answer is due, counted from when the item was received. */
export function dueAt(
  item: {
    receivedAt: Date;
    type: FeedbackType | null;
    priority: Priority;
    sensitive: boolean;
    safety?: Safety | null;
  },
  hours: FirstAnswerHours,
): Date {
  const wait = item.sensitive
    ? item.safety === 'not_safe'
      ? hours.danger
      : hours.sensitiveSeen
    : item.priority === 'urgent'
      ? hours.urgent
      : item.type === 'complaint'
        ? hours.complaint
        : hours.other;
  return new Date(item.receivedAt.getTime() + wait * 3_600_000);
}
