-- Merges that would show one person's answers to another are undone: both stand by themselves again, open, and written down as such.
CREATE TEMPORARY TABLE "undone" ON COMMIT DROP AS
  SELECT i.id, i.redacted_at IS NULL AS opens FROM "items" i JOIN "items" t ON t.id = i.merged_into_id
  WHERE i.sensitive OR i.anonymous OR t.sensitive OR t.anonymous;
--> statement-breakpoint
UPDATE "items" i SET
  merged_into_id = NULL,
  status = CASE WHEN u.opens THEN 'open' ELSE i.status END,
  closed_reason = CASE WHEN u.opens THEN NULL ELSE i.closed_reason END,
  closed_at = CASE WHEN u.opens THEN NULL ELSE i.closed_at END,
  loop_closed_at = CASE WHEN u.opens THEN NULL ELSE i.loop_closed_at END,
  escalated_at = NULL,
  reopened_count = i.reopened_count + CASE WHEN u.opens THEN 1 ELSE 0 END,
  version = i.version + 1,
  updated_at = now()
FROM "undone" u WHERE u.id = i.id;
--> statement-breakpoint
INSERT INTO "events" (kind, item_id, actor, data, at) SELECT 'item_unmerged', id, 'system', '{}', now() FROM "undone";
--> statement-breakpoint
INSERT INTO "outbox" (topic, payload, merge_key, run_at)
  SELECT 'card', jsonb_build_object('itemId', id), 'card:' || id, to_timestamp(0) FROM "undone"
  ON CONFLICT (merge_key) WHERE state = 'waiting' DO NOTHING;
--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_merged_are_ordinary" CHECK ("items"."merged_into_id" is null or not ("items"."sensitive" or "items"."anonymous"));
