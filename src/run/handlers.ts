import { alert } from '../bots/slack/deliver/alert.ts';
import { postCall, tellCall } from '../bots/slack/deliver/call-in-danger.ts';
import type { Delivery } from '../bots/slack/deliver/context.ts';
import { deliverCard } from '../bots/slack/deliver/deliver-card.ts';
import { deliverOfferDay } from '../bots/slack/deliver/deliver-offer-day.ts';
import { deliverThread } from '../bots/slack/deliver/deliver-thread.ts';
import { endLook } from '../bots/slack/deliver/end-look.ts';
import { deliverMondayFigures } from '../bots/slack/deliver/monday-figures.ts';
import { deliverOverdueDay } from '../bots/slack/deliver/overdue-day.ts';
import { recallRecordings } from '../bots/slack/deliver/recall-recordings.ts';
import { showMedia } from '../bots/slack/deliver/show-media.ts';
import { unpostFile } from '../bots/slack/deliver/unpost-file.ts';
import { tellCutShort } from '../bots/slack/exports/tell-cut-short.ts';
import { deliverNamedNotice } from '../bots/slack/named/deliver-notice.ts';
import { deliverNews } from '../bots/slack/news/deliver-news.ts';
import { takeBackItem } from '../bots/slack/news/take-back-news.ts';
import { deliverRoleNotice } from '../bots/slack/roles/deliver-notice.ts';
import { deliverFaultNotice } from '../bots/slack/stuck/deliver-fault-notice.ts';
import type { Channels } from '../core/channel/channels.ts';
import { callProtection } from '../core/danger/call-protection.ts';
import type { Finding } from '../core/domain/finding.ts';
import { DONE } from '../core/domain/work/job-result.ts';
import { emptyEnvelope } from '../core/items/taken-in/envelope.ts';
import { readyMedia } from '../media/ready-media.ts';
import type { Handlers } from '../queue/jobs.ts';
import { bulkWork } from './bulk-work.ts';

/** Who carries out what is owed, by topic. Here alone residents' side and staff's meet. */
export function jobHandlers(
  delivery: Delivery,
  channels: Channels,
  examineServices: () => Promise<Finding[]>,
): Handlers {
  const fetchMedia = readyMedia(channels.fetchMedia);
  return {
    resident: (payload, { attempt }) => channels.deliver(payload, attempt),
    card: ({ itemId }) => deliverCard(delivery, itemId),
    urgent_card: ({ itemId }) => deliverCard(delivery, itemId),
    danger_call: async (payload) => {
      await callProtection(delivery.line, payload);
      return DONE;
    },
    danger_post: (payload) => postCall(delivery, payload),
    danger_tell: (payload) => tellCall(delivery, payload),
    envelope: async ({ residentId }) => {
      await emptyEnvelope(delivery.line, residentId);
      return DONE;
    },
    thread: ({ messageId }) => deliverThread(delivery, messageId, fetchMedia),
    show_media: ({ lookId }) => showMedia(delivery, lookId, fetchMedia),
    end_look: ({ lookId }) => endLook(delivery, lookId),
    recall_recordings: ({ staffId }) => recallRecordings(delivery, staffId),
    unpost_file: ({ postId }) => unpostFile(delivery, postId),
    offer_day: (payload) => deliverOfferDay(delivery, payload),
    end_reading: ({ residentId }) => channels.endLook(residentId),
    take_back_item: ({ residentId, itemId }) => channels.takeBackItem(residentId, itemId),
    chat_menu: (payload) => channels.putMenu(payload),
    farewell: (payload) => channels.takeBackFarewell(payload),
    redact: ({ itemId }) => takeBackItem(delivery, itemId),
    named_notice: (payload) => deliverNamedNotice(delivery, payload),
    staff_news: (payload) => deliverNews(delivery, payload),
    role_notice: (payload) => deliverRoleNotice(delivery, payload),
    fault_notice: ({ staffId }) => deliverFaultNotice(delivery, staffId, examineServices),
    overdue_day: (payload) => deliverOverdueDay(delivery, payload),
    monday_figures: ({ day }) => deliverMondayFigures(delivery, day),
    export_cut_short: ({ exportId }) => tellCutShort(delivery, exportId),
    alert: (payload) => alert(delivery, payload),
    announce: (payload, { attempt }) => channels.deliver(payload, attempt),
    ...bulkWork(delivery.line),
  };
}
