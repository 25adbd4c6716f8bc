-- An application and the appeal against its decision are sensitive together. One of them was marked before that held: now the other is too, once, written down,
-- with what is owed whenever an item is marked. Merged ones are ordinary already (0005), so that nothing else is linked.
CREATE TEMPORARY TABLE "hidden_now" ON COMMIT DROP AS
  WITH RECURSIVE ends AS (
    SELECT item_id AS one, appeal_item_id AS other FROM "enquiries" WHERE appeal_item_id IS NOT NULL
    UNION ALL SELECT appeal_item_id, item_id FROM "enquiries" WHERE appeal_item_id IS NOT NULL
  ), linked(id) AS (
    SELECT e.one FROM ends e JOIN "items" i ON i.id = e.one WHERE i.sensitive
    UNION SELECT e.other FROM linked l JOIN ends e ON e.one = l.id
  )
  SELECT i.id, i.resident_id FROM linked l JOIN "items" i ON i.id = l.id WHERE NOT i.sensitive AND i.merged_into_id IS NULL;
--> statement-breakpoint
UPDATE "items" i SET sensitive = true, assignee_id = NULL, quiet = false, version = i.version + 1, updated_at = now()
  FROM "hidden_now" h WHERE h.id = i.id;
--> statement-breakpoint
INSERT INTO "events" (kind, item_id, actor, data, at) SELECT 'item_marked_sensitive', id, 'system', '{}', now() FROM "hidden_now";
--> statement-breakpoint
INSERT INTO "outbox" (topic, payload, merge_key, run_at)
  SELECT topic, jsonb_build_object('itemId', id), topic || ':' || id, to_timestamp(0)
  FROM "hidden_now" CROSS JOIN (VALUES ('card'), ('redact')) AS owed(topic)
  ON CONFLICT (merge_key) WHERE state = 'waiting' DO NOTHING;
--> statement-breakpoint
INSERT INTO "outbox" (topic, payload, merge_key, run_at)
  SELECT 'take_back_item', jsonb_build_object('residentId', resident_id, 'itemId', id), 'take_back_item:' || id, to_timestamp(0)
  FROM "hidden_now" WHERE resident_id IS NOT NULL
  ON CONFLICT (merge_key) WHERE state = 'waiting' DO NOTHING;
