-- What is to be taken back from a chat is owed with what its resident is to be told, in one row that tells nobody which. What lies there goes on
-- as that; and what is promised is never set aside any more, so what was is tried again.
WITH "gone" AS (
  DELETE FROM "outbox" WHERE ("topic" = 'take_back' AND "state" <> 'queued') OR ("topic" = 'resident' AND "state" = 'parked')
  RETURNING "payload"->>'residentId' AS "resident_id"
)
INSERT INTO "outbox" ("topic", "payload", "merge_key", "run_at")
  SELECT DISTINCT 'resident', jsonb_build_object('residentId', "resident_id"), 'resident:' || "resident_id", to_timestamp(0) FROM "gone"
  ON CONFLICT ("merge_key") WHERE "state" = 'waiting' DO UPDATE SET "run_at" = least("outbox"."run_at", excluded."run_at");
--> statement-breakpoint
-- Its job lies in the queue and names the row alone.
UPDATE "outbox" SET "topic" = 'resident', "merge_key" = 'resident:' || ("payload"->>'residentId') WHERE "topic" = 'take_back';
