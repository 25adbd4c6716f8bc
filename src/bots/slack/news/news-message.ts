import type { ToldNews } from '../../../core/items/staff-news/read-staff-news.ts';
import { readStandingCard } from '../../../core/posts/standing-posts.ts';
import { HOME_OPEN, OPEN } from '../cards/buttons.ts';
import { type Delivery, linkTo } from '../deliver/context.ts';
import { carries, type FoundMessage } from '../deliver/find-message.ts';
import { type Block, beside, context, section } from '../kit/blocks.ts';
import { staffWords } from '../kit/words.ts';

const { words } = staffWords('staff-news');

const NEWS_EVENT = 'community_line_news';

/** Beyond this Home has the lists. */
const MOST_LINES = 15;

/** What a message carries, by which it is found again. */
export const newsMetadata = (newsId: string) => ({ event_type: NEWS_EVENT, event_payload: { newsId } });
export const isNews = (newsId: string) => (message: FoundMessage) => carries(message, NEWS_EVENT, { newsId });

/** A direct message with numbers and links, and never a word of a resident. `takenBack`: something stood in it that may stand no more. */
export async function newsMessage(to: Delivery, newsId: string, lines: readonly ToldNews[], takenBack = false) {
  const said = [...(lines.length > 0 ? [summary(lines)] : []), ...(takenBack ? [words('taken_back')] : [])];
  const blocks = [...(await newsBlocks(to, lines)), ...(takenBack ? [section(words('taken_back'))] : [])];
  return { text: said.join(' '), blocks, metadata: newsMetadata(newsId) };
}

/** What a notification shows. */
function summary(lines: readonly ToldNews[]): string {
  const [first] = lines;
  return first && lines.length === 1 ? sayNews(first) : words('several', { count: lines.length });
}

export const sayNews = ({ said, reference }: ToldNews): string =>
  said === 'report' ? words('report') : words(`told.${said}`, { reference });

async function newsBlocks(to: Delivery, lines: readonly ToldNews[]): Promise<Block[]> {
  const shown = lines.slice(0, MOST_LINES);
  const blocks = await Promise.all(
    shown.map(async (line) => {
      const link = await cardLink(to, line);
      const text =
        link === null ? sayNews(line) : `${sayNews(line)} ${words('card', { link: `<${link}|${words('here')}>` })}`;
      return beside(text, (line.said === 'report' ? OPEN : HOME_OPEN).make(words('open'), line.reference));
    }),
  );
  const more = lines.length - shown.length;
  return [...blocks, ...(more > 0 ? [context(words('more', { count: more }))] : [])];
}

/** Where the card stands; of a hidden item only in the restricted channel. Without one nobody waits for it. */
async function cardLink(to: Delivery, line: ToldNews): Promise<string | null> {
  const card = await cardOf(to, line);
  return card && linkTo(to, card);
}

export async function cardOf(
  to: Delivery,
  { itemId, said }: ToldNews,
): Promise<{ channel: string; ts: string } | null> {
  const card = await readStandingCard(to.line, itemId);
  return card && (said !== 'report' || card.channel === to.channels.sensitive) ? card : null;
}
