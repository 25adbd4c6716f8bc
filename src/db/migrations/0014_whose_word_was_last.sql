ALTER TABLE "items" ADD COLUMN "last_word" text DEFAULT 'resident' NOT NULL;--> statement-breakpoint
-- Of an anonymous item both moments are the same hour: the order of its messages says whose the last word was.
UPDATE "items" SET "last_word" = 'staff'
WHERE "last_outbound_at" IS NOT NULL AND CASE
  WHEN "anonymous" THEN coalesce((SELECT m."direction" = 'out' FROM "messages" m WHERE m."item_id" = "items"."id" ORDER BY m."seq" DESC LIMIT 1), false)
  ELSE "last_outbound_at" > "last_inbound_at"
END;--> statement-breakpoint
ALTER TABLE "items" DROP COLUMN "last_inbound_at";--> statement-breakpoint
ALTER TABLE "items" DROP COLUMN "last_outbound_at";--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_last_word_known" CHECK ("items"."last_word" in ('resident', 'staff'));
