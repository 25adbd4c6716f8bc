ALTER TABLE "deliveries" ADD COLUMN "arrived" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "until" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "deliveries_until_idx" ON "deliveries" USING btree ("until") WHERE "deliveries"."state" = 'to_tell';