CREATE TABLE "slack_posts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"item_id" uuid,
	"message_id" uuid,
	"offer_id" uuid,
	"staff_id" uuid,
	"ends_at" timestamp with time zone,
	"channel" text NOT NULL,
	"sealed_ts" "bytea",
	"ts_hash" "bytea",
	"file_id" text,
	"shown_version" integer DEFAULT 0 NOT NULL,
	"posting_until" timestamp with time zone,
	"held_by" uuid,
	"uncertain" boolean DEFAULT false NOT NULL,
	"retired_at" timestamp with time zone,
	"redacted_at" timestamp with time zone,
	"failure" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "slack_posts_kind_known" CHECK ("slack_posts"."kind" in ('card','offer_day','thread','look','call','alert')),
	CONSTRAINT "slack_posts_looks_end" CHECK (("slack_posts"."kind" = 'look') = ("slack_posts"."ends_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "slack_posts" ADD CONSTRAINT "slack_posts_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slack_posts" ADD CONSTRAINT "slack_posts_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slack_posts" ADD CONSTRAINT "slack_posts_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slack_posts" ADD CONSTRAINT "slack_posts_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "slack_posts_one_live_key" ON "slack_posts" USING btree ("kind","key") WHERE "slack_posts"."retired_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "slack_posts_channel_ts_hash_key" ON "slack_posts" USING btree ("channel","ts_hash");--> statement-breakpoint
CREATE INDEX "slack_posts_item_id_idx" ON "slack_posts" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "slack_posts_message_id_idx" ON "slack_posts" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "slack_posts_offer_id_idx" ON "slack_posts" USING btree ("offer_id");--> statement-breakpoint
CREATE INDEX "slack_posts_staff_id_idx" ON "slack_posts" USING btree ("staff_id","message_id");--> statement-breakpoint
CREATE INDEX "slack_posts_ends_at_idx" ON "slack_posts" USING btree ("ends_at");
--> statement-breakpoint
-- A lease and the end of a look are moments while they last: they go with it.
CREATE TRIGGER slack_posts_keep_hours BEFORE INSERT OR UPDATE ON "slack_posts"
  FOR EACH ROW EXECUTE FUNCTION keep_hours('posting_until', 'ends_at');--> statement-breakpoint
-- What stands, under the ids by which its places are sealed and its work is owed; in random order, because the rows of an anonymous item lie among them.
INSERT INTO "slack_posts" ("id", "kind", "key", "item_id", "message_id", "offer_id", "staff_id", "ends_at", "channel", "sealed_ts", "ts_hash", "file_id",
    "shown_version", "posting_until", "held_by", "uncertain", "retired_at", "redacted_at", "failure", "created_at")
SELECT * FROM (
  SELECT c."id", 'card', c."item_id"::text, c."item_id", NULL::uuid, NULL::uuid, NULL::uuid, NULL::timestamptz, c."channel", c."sealed_ts", c."ts_hash", NULL,
    greatest(c."shown_version", 0), c."posting_until", c."held_by", c."uncertain", c."retired_at",
    CASE WHEN c."shown_version" = -1 THEN coalesce(c."retired_at", now()) END, c."failure", c."created_at"
  FROM "cards" c
  UNION ALL SELECT p."id", 'thread', coalesce(p."message_id", p."id") || ':' || p."version" || ':' || p."channel", p."item_id", p."message_id", NULL, NULL, NULL,
    p."channel", p."sealed_ts", NULL, p."file_id", 0, p."posting_until", p."held_by", p."uncertain", NULL, p."redacted_at", NULL, p."created_at"
  FROM "thread_posts" p
  UNION ALL SELECT gen_random_uuid(), 'offer_day', d."offer_id" || ':' || d."day", NULL, NULL, d."offer_id", NULL, NULL,
    d."channel", NULL, NULL, NULL, 0, d."posting_until", NULL, d."uncertain", NULL, NULL, NULL, d."created_at"
  FROM "offer_days" d
  -- Shared, and Slack never said that it stands there.
  UNION ALL SELECT l."id", 'look', l."id"::text, l."item_id", l."message_id", NULL, l."staff_id", l."ends_at", coalesce(l."channel", s."slack_user_id"),
    l."sealed_ts", NULL, l."file_id", 0, l."held_until", l."held_by", l."file_id" IS NOT NULL AND l."shown_at" IS NULL, NULL, NULL, NULL, l."asked_at"
  FROM "media_looks" l JOIN "staff" s ON s."id" = l."staff_id"
) AS "standing" ORDER BY random();--> statement-breakpoint
-- The place of a day's card lay open: the process seals it at its next start, as it does what 0007 left to it.
CREATE TABLE IF NOT EXISTS "ts_to_seal" ("kind" text, "id" uuid, "channel" text, "ts" text);--> statement-breakpoint
CREATE TABLE IF NOT EXISTS "updates_to_hash" ("update_id" bigint, "received_at" timestamp with time zone);--> statement-breakpoint
INSERT INTO "ts_to_seal" SELECT 'offer_day', p."id", d."channel", d."ts" FROM "offer_days" d
  JOIN "slack_posts" p ON p."kind" = 'offer_day' AND p."key" = d."offer_id" || ':' || d."day" WHERE d."ts" IS NOT NULL;--> statement-breakpoint
DROP TABLE "cards" CASCADE;--> statement-breakpoint
DROP TABLE "media_looks" CASCADE;--> statement-breakpoint
DROP TABLE "offer_days" CASCADE;--> statement-breakpoint
DROP TABLE "thread_posts" CASCADE;
