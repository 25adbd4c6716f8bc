CREATE TABLE "search_bags" (
	"item_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"key_version" integer NOT NULL,
	"sealed" "bytea"
);
--> statement-breakpoint
CREATE TABLE "search_pending" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"item_id" uuid NOT NULL,
	"rebuild" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
DROP TABLE "search_words" CASCADE;--> statement-breakpoint
ALTER TABLE "search_bags" ADD CONSTRAINT "search_bags_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_pending" ADD CONSTRAINT "search_pending_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "search_bags_seq_key" ON "search_bags" USING btree ("seq");--> statement-breakpoint
CREATE INDEX "search_bags_key_version_idx" ON "search_bags" USING btree ("key_version");--> statement-breakpoint
CREATE INDEX "search_pending_next_idx" ON "search_pending" USING btree ("rebuild","id");--> statement-breakpoint
CREATE INDEX "search_pending_item_id_idx" ON "search_pending" USING btree ("item_id");--> statement-breakpoint
-- What must not be found any more leaves the index in the transaction that says so, whoever says it.
CREATE FUNCTION leave_index() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_bags SET sealed = NULL WHERE item_id = NEW.id AND sealed IS NOT NULL;
  IF FOUND THEN
    INSERT INTO search_pending (item_id) VALUES (NEW.id);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER items_leave_index AFTER UPDATE OF "sensitive", "anonymous", "redacted_at", "key_id" ON "items"
  FOR EACH ROW WHEN (NEW.sensitive OR NEW.anonymous OR NEW.redacted_at IS NOT NULL OR NEW.key_id IS NULL)
  EXECUTE FUNCTION leave_index();
--> statement-breakpoint
-- The index of before is gone with its table; words are sealed under people's keys, so the line makes the new one as it runs.
INSERT INTO search_pending (item_id, rebuild)
  SELECT id, true FROM items WHERE NOT sensitive AND NOT anonymous AND redacted_at IS NULL AND key_id IS NOT NULL;
