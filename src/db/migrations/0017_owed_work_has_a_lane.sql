ALTER TABLE "outbox" ADD COLUMN "lane" text;--> statement-breakpoint
-- A row without a lane is of an earlier version, or of an earlier migration: it gets the lane that its topic had then, and bulk work a topic of its own.
-- What is urgent stays so for a process of the version before.
CREATE FUNCTION give_lane() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.lane IS NULL THEN
    IF NEW.topic = 'bulk' AND NEW.payload->>'work' IN ('remind', 'finish', 'tell_changes') THEN
      NEW.topic := NEW.payload->>'work';
      NEW.payload := NEW.payload - 'work';
    END IF;
    NEW.lane := CASE
      WHEN NEW.urgent OR NEW.topic IN ('urgent_card', 'danger_call', 'danger_post', 'danger_tell', 'envelope') THEN 'urgent'
      WHEN NEW.topic IN ('resident', 'end_reading', 'take_back_item', 'farewell') THEN 'answers'
      WHEN NEW.topic IN ('card', 'thread', 'show_media', 'end_look', 'offer_day', 'redact', 'named_notice', 'role_notice', 'alert') THEN 'cards'
      ELSE 'bulk'
    END;
  END IF;
  NEW.urgent := NEW.lane = 'urgent';
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER outbox_gives_lane BEFORE INSERT OR UPDATE OF "lane" ON "outbox"
  FOR EACH ROW WHEN (NEW.lane IS NULL OR NEW.lane = 'urgent') EXECUTE FUNCTION give_lane();
--> statement-breakpoint
UPDATE "outbox" SET "lane" = NULL;--> statement-breakpoint
ALTER TABLE "outbox" ALTER COLUMN "lane" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "outbox_lane_idx" ON "outbox" USING btree ("lane","run_at","id") WHERE "outbox"."state" = 'waiting';--> statement-breakpoint
DROP INDEX "outbox_urgent_idx";--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_lane_known" CHECK ("outbox"."lane" in ('urgent', 'answers', 'cards', 'bulk'));
