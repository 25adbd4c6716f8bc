CREATE TABLE "workers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alive_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cards" ADD COLUMN "held_by" uuid;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "urgent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "held_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "thread_posts" ADD COLUMN "held_by" uuid;--> statement-breakpoint
CREATE INDEX "outbox_urgent_idx" ON "outbox" USING btree ("run_at","id") WHERE "outbox"."state" = 'waiting' and "outbox"."urgent";--> statement-breakpoint
CREATE INDEX "outbox_held_idx" ON "outbox" USING btree ("held_until") WHERE "outbox"."state" = 'queued';