import { endsLoop } from '../../../core/domain/discretion.ts';
import type { ItemView, ViewedMessage } from '../../../core/views/item-view.ts';
import { type Block, context, section } from '../kit/blocks.ts';
import { moment } from '../kit/moment.ts';
import { staffWords } from '../kit/words.ts';
import { nameOf } from './card-facts.ts';
import { CARD } from './card-of-surfaces.ts';
import { attachedWords, deliveryWords } from './delivery-words.ts';
import { marksOf } from './marks.ts';
import { mediaName, withDoor } from './media-words.ts';
import { type CardPlan, planCard, type ShownMessage } from './plan-card.ts';

const { codeWords, hasWords, words } = staffWords('staff-cards');

/** Words first: over them stands only what they do not say themselves, in which language they are, and who must stay without a name. */
function submitted(view: ItemView, { message, text, cut }: ShownMessage, index: number): Block {
  const media = message.body !== null && message.body.kind !== 'text';
  const label = [
    ...(index === 0 && view.item.anonymous ? [words('message.anonymous')] : []),
    ...(index === 0 ? [codeWords('language', view.item.language)] : []),
    ...marksOf(message),
    ...(media ? [`${mediaWords(view, message)}`] : []),
    ...(cut ? [words('message.cut')] : []),
  ];
  const parts = [...(label.length > 0 ? [`*${label.join(' · ')}*`] : []), ...(text === '' ? [] : [text])];
  return withDoor(section(parts.join('\n')), message);
}

/** What a file is; a place on the map stands in the thread. */
const mediaWords = (view: ItemView, { body }: ViewedMessage): string =>
  body === null || body.file
    ? mediaName(view, body ?? { kind: 'document' }, CARD)
    : `${codeWords('media', body.kind)}, ${words('message.in_thread')}`;

/** The latest files that came after the submission (papers, recordings), each with its door; the thread has them all. */
const MOST_LATER_FILES = 8;

function laterFiles(view: ItemView, plan: CardPlan): Block[] {
  const submitted = new Set(plan.submission.map(({ message }) => message.id));
  return view.messages
    .filter((message) => message.direction === 'in' && message.body?.file && !submitted.has(message.id))
    .slice(-MOST_LATER_FILES)
    .map((message) =>
      withDoor(
        section(
          `*${[words('message.from_resident'), moment(message.at), ...marksOf(message), mediaWords(view, message)].join(' · ')}*`,
        ),
        message,
      ),
    );
}

function byStaff(view: ItemView, { message, text }: ShownMessage): Block {
  const name = nameOf(message.staffName ?? '');
  const label =
    message.direction === 'note'
      ? [words('message.note', { name }), moment(message.at)]
      : [
          words('message.answer', { name }),
          moment(message.at),
          deliveryWords(view, message.delivery),
          ...attachedWords(message),
        ];
  return section([`*${label.join(' · ')}*`, ...(text === '' ? [] : [text])].join('\n'));
}

function leftOut(plan: CardPlan): Block[] {
  const media = plan.submission.filter(({ message }) => plan.elsewhere.has(message.id)).length;
  const more = plan.elsewhere.size - media;
  return [
    ...(more > 0 ? [context(words('message.more_in_thread', { count: more }))] : []),
    ...(plan.earlierAnswers > 0 ? [context(words('message.more_answers', { count: plan.earlierAnswers }))] : []),
  ];
}

const noticeKey = (kind: string): string => (hasWords(`notice.${kind}`) ? `notice.${kind}` : 'notice.notice');

/** What the resident wrote, as far as the card shows it. */
export function submittedBlocks(view: ItemView): Block[] {
  const plan = planCard(view);
  return [...plan.submission.map((shown, index) => submitted(view, shown, index)), ...leftOut(plan)];
}

/** What came afterwards: files of theirs, and what staff wrote, with what became of each answer. */
export function laterBlocks(view: ItemView): Block[] {
  const plan = planCard(view);
  const notices = view.notices
    .filter((notice) => notice.state === 'failed' || (endsLoop(notice.kind) && view.item.status === 'closed'))
    .slice(-3)
    .map((notice) =>
      context(
        words(endsLoop(notice.kind) ? 'notice.closing' : noticeKey(notice.kind), {
          state: deliveryWords(view, notice),
        }),
      ),
    );
  return [...laterFiles(view, plan), ...plan.staff.map((shown) => byStaff(view, shown)), ...notices];
}
