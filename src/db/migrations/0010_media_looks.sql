CREATE TABLE "media_looks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"channel" text,
	"file_id" text,
	"sealed_ts" "bytea",
	"asked_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"shown_at" timestamp with time zone,
	"held_until" timestamp with time zone,
	"held_by" uuid
);
--> statement-breakpoint
ALTER TABLE "media_looks" ADD CONSTRAINT "media_looks_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_looks" ADD CONSTRAINT "media_looks_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_looks" ADD CONSTRAINT "media_looks_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "media_looks_item_id_idx" ON "media_looks" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "media_looks_message_id_idx" ON "media_looks" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "media_looks_staff_id_idx" ON "media_looks" USING btree ("staff_id","message_id");--> statement-breakpoint
CREATE INDEX "media_looks_ends_at_idx" ON "media_looks" USING btree ("ends_at");
--> statement-breakpoint
-- Residents' files that stand in threads are owed to be taken out; the door takes their place. A long text went as a file too, and stays.
INSERT INTO "outbox" ("topic", "payload", "merge_key", "run_at")
SELECT 'unpost_file', jsonb_build_object('postId', p."id"), 'unpost_file:' || p."id", 'epoch'
FROM "thread_posts" p JOIN "messages" m ON m."id" = p."message_id"
WHERE p."redacted_at" IS NULL AND p."file_id" IS NOT NULL AND m."kind" NOT IN ('text', 'location');
--> statement-breakpoint
-- And the recordings that were sent to staff and stand in their direct messages for good.
INSERT INTO "outbox" ("topic", "payload", "merge_key", "run_at")
SELECT DISTINCT 'recall_recordings', jsonb_build_object('staffId', e."staff_id"), 'recall_recordings:' || e."staff_id", 'epoch'::timestamptz
FROM "events" e WHERE e."kind" = 'recording_sent_to_staff' AND e."staff_id" IS NOT NULL;
