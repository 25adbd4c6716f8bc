import type { Activity } from '../activity.ts';
import { FeedbackAnswers, feedbackForm } from './forms/feedback.ts';
import { freeTextForm } from './forms/free-text.ts';
import { completeFreeText } from './resident/complete-free-text.ts';
import { sendFeedback } from './resident/send-feedback.ts';

/** Feedback, and something serious told to protection. */
export const feedback: Activity = {
  name: 'feedback',
  kinds: ['feedback'],
  forms: {
    feedback: {
      form: feedbackForm,
      complete: (visit, answers, _about, key) => sendFeedback(visit, key, FeedbackAnswers.parse(answers)),
      serious: ({ type }) => type === 'sensitive_report',
    },
    'free-text': { form: freeTextForm, complete: completeFreeText, takesWords: true },
  },
  menu: { command: 'feedback', row: 'above_mine', opens: 'feedback' },
};
