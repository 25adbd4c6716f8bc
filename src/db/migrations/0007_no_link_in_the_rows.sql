-- Six bytes of randomness as a number that JavaScript holds exactly.
CREATE FUNCTION random_number() RETURNS bigint LANGUAGE sql VOLATILE AS $$
  SELECT ('x' || left(replace(gen_random_uuid()::text, '-', ''), 12))::bit(48)::bigint
$$;
--> statement-breakpoint
-- What only the process can hash and seal, because the database has not the key: it empties and drops these at its next start.
CREATE TABLE "updates_to_hash" AS SELECT "update_id", "received_at" FROM "telegram_updates";--> statement-breakpoint
CREATE TABLE "ts_to_seal" AS
  SELECT 'cards' AS "kind", "id", "channel", "ts" FROM "cards" WHERE "ts" IS NOT NULL
  UNION ALL SELECT 'thread_posts', "id", "channel", "ts" FROM "thread_posts" WHERE "ts" IS NOT NULL;--> statement-breakpoint
TRUNCATE "telegram_updates";--> statement-breakpoint
ALTER TABLE "residents" DROP CONSTRAINT "residents_unconsented_hold_nothing";--> statement-breakpoint
DROP INDEX "cards_channel_ts_key";--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "id" SET DEFAULT null;--> statement-breakpoint
ALTER TABLE "events" ALTER COLUMN "id" SET DEFAULT null;--> statement-breakpoint
ALTER TABLE "outbox" ALTER COLUMN "id" SET DEFAULT random_number();--> statement-breakpoint
ALTER TABLE "outbox" ALTER COLUMN "created_at" SET DEFAULT date_trunc('hour', now(), 'UTC');--> statement-breakpoint
DROP SEQUENCE "deliveries_id_seq";--> statement-breakpoint
DROP SEQUENCE "outbox_id_seq";--> statement-breakpoint
ALTER TABLE "cards" ADD COLUMN "sealed_ts" "bytea";--> statement-breakpoint
ALTER TABLE "cards" ADD COLUMN "ts_hash" "bytea";--> statement-breakpoint
ALTER TABLE "residents" ADD COLUMN "last_update_hash" "bytea";--> statement-breakpoint
ALTER TABLE "residents" ADD COLUMN "sealed_envelope" "bytea";--> statement-breakpoint
ALTER TABLE "telegram_updates" DROP COLUMN "update_id";--> statement-breakpoint
ALTER TABLE "telegram_updates" ADD COLUMN "update_hash" "bytea" PRIMARY KEY NOT NULL;--> statement-breakpoint
ALTER TABLE "thread_posts" ADD COLUMN "sealed_ts" "bytea";--> statement-breakpoint
ALTER TABLE "cards" DROP COLUMN "ts";--> statement-breakpoint
ALTER TABLE "residents" DROP COLUMN "last_update_id";--> statement-breakpoint
ALTER TABLE "thread_posts" DROP COLUMN "ts";--> statement-breakpoint
CREATE UNIQUE INDEX "cards_channel_ts_hash_key" ON "cards" USING btree ("channel","ts_hash");--> statement-breakpoint
ALTER TABLE "residents" ADD CONSTRAINT "residents_unconsented_hold_nothing" CHECK ("residents"."consented_at" is not null or ("residents"."key_id" is null and "residents"."sealed_chat_id" is null and "residents"."sealed_profile" is null and "residents"."sealed_dialogue" is null and "residents"."sealed_prompt" is null and "residents"."sealed_bubbles" is null and "residents"."sealed_envelope" is null));--> statement-breakpoint
-- Every instant of a row but those named by the trigger, to the hour.
CREATE FUNCTION hours_of(whole jsonb, relation regclass, but text[]) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_object_agg(attname, date_trunc('hour', (whole->>attname::text)::timestamptz, 'UTC')), '{}')
  FROM pg_attribute
  WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped AND atttypid = 'timestamptz'::regtype
    AND whole->>attname::text IS NOT NULL AND NOT attname::text = ANY (but)
$$;
--> statement-breakpoint
-- An anonymous item, and everything that belongs to it, keeps no moment finer than the hour, whoever writes it.
CREATE FUNCTION keep_hours() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME <> 'items' THEN
    IF NOT EXISTS (SELECT FROM items WHERE id = NEW.item_id AND anonymous) THEN
      RETURN NEW;
    END IF;
  END IF;
  RETURN jsonb_populate_record(NEW, hours_of(to_jsonb(NEW), TG_RELID, coalesce(TG_ARGV, '{}')));
END $$;
--> statement-breakpoint
CREATE TRIGGER items_keep_hours BEFORE INSERT OR UPDATE ON "items" FOR EACH ROW WHEN (NEW.anonymous) EXECUTE FUNCTION keep_hours();--> statement-breakpoint
CREATE TRIGGER messages_keep_hours BEFORE INSERT OR UPDATE ON "messages" FOR EACH ROW EXECUTE FUNCTION keep_hours();--> statement-breakpoint
CREATE TRIGGER referrals_keep_hours BEFORE INSERT OR UPDATE ON "referrals" FOR EACH ROW EXECUTE FUNCTION keep_hours();--> statement-breakpoint
-- A lease is a moment while it lasts: the hourly work takes away what a killed worker left.
CREATE TRIGGER cards_keep_hours BEFORE INSERT OR UPDATE ON "cards" FOR EACH ROW EXECUTE FUNCTION keep_hours('posting_until');--> statement-breakpoint
CREATE TRIGGER thread_posts_keep_hours BEFORE INSERT OR UPDATE ON "thread_posts" FOR EACH ROW EXECUTE FUNCTION keep_hours('posting_until');--> statement-breakpoint
-- A fact of an anonymous item takes no number between those of others: it would say between which of their moments it was written.
CREATE FUNCTION number_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.item_id IS NOT NULL AND EXISTS (SELECT FROM items WHERE id = NEW.item_id AND anonymous) THEN
    NEW.at := date_trunc('hour', NEW.at, 'UTC');
    NEW.id := coalesce((SELECT max(id) FROM events WHERE item_id = NEW.item_id), random_number())
      + 1 + floor(random() * 1000000)::bigint;
  ELSE
    NEW.id := nextval('events_id_seq');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER events_numbered BEFORE INSERT ON "events" FOR EACH ROW EXECUTE FUNCTION number_event();--> statement-breakpoint
CREATE FUNCTION number_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.id := coalesce((SELECT max(id) FROM deliveries WHERE resident_id = NEW.resident_id), random_number())
    + 1 + floor(random() * 1000000)::bigint;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER deliveries_numbered BEFORE INSERT ON "deliveries" FOR EACH ROW EXECUTE FUNCTION number_delivery();--> statement-breakpoint
-- What stands: the event log's guard is off for this one statement, and a fact of its own says so.
DROP TRIGGER events_append_only ON "events";--> statement-breakpoint
WITH "base" AS MATERIALIZED (
  SELECT "id" AS "item_id", random_number() AS "first" FROM "items" WHERE "anonymous"
), "renumbered" AS MATERIALIZED (
  SELECT e."id", "base"."first", row_number() OVER (PARTITION BY "base"."item_id" ORDER BY e."id") AS "place",
    (SELECT coalesce(max("id"), 0) FROM "events") AS "last"
  FROM "events" e LEFT JOIN "base" ON "base"."item_id" = e."item_id"
)
UPDATE "events" e SET
  "id" = coalesce("first" + "place", "last" + "place"),
  "at" = CASE WHEN "first" IS NULL THEN e."at" ELSE date_trunc('hour', e."at", 'UTC') END
FROM "renumbered" r WHERE r."id" = e."id";--> statement-breakpoint
SELECT setval('events_id_seq', greatest(1, (SELECT coalesce(max(e."id"), 0) FROM "events" e
  WHERE NOT EXISTS (SELECT FROM "items" i WHERE i."id" = e."item_id" AND i."anonymous"))));--> statement-breakpoint
INSERT INTO "events" ("kind", "actor", "data", "at")
  SELECT 'anonymous_times_coarsened', 'system', jsonb_build_object('items', count(*)), date_trunc('hour', now(), 'UTC')
  FROM "items" WHERE "anonymous" HAVING count(*) > 0;--> statement-breakpoint
-- Written anew unchanged is no change: so rows of one hour can be put into another order.
CREATE TRIGGER events_append_only BEFORE DELETE OR TRUNCATE ON "events"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER events_unchanged BEFORE UPDATE ON "events"
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION refuse_change();--> statement-breakpoint
UPDATE "items" SET "version" = "version" WHERE "anonymous";--> statement-breakpoint
UPDATE "messages" m SET "seq" = m."seq" FROM "items" i WHERE i."id" = m."item_id" AND i."anonymous";--> statement-breakpoint
UPDATE "referrals" r SET "state" = r."state" FROM "items" i WHERE i."id" = r."item_id" AND i."anonymous";--> statement-breakpoint
UPDATE "cards" c SET "channel" = c."channel" FROM "items" i WHERE i."id" = c."item_id" AND i."anonymous";--> statement-breakpoint
UPDATE "thread_posts" p SET "channel" = p."channel" FROM "items" i WHERE i."id" = p."item_id" AND i."anonymous";--> statement-breakpoint
-- What became of the confirmation of an anonymous item is over; one still to be said is said first.
DELETE FROM "deliveries" WHERE "item_id" IS NULL AND "kind" = 'confirmation' AND "state" <> 'pending';--> statement-breakpoint
WITH "base" AS MATERIALIZED (
  SELECT "resident_id", random_number() AS "first" FROM "deliveries" GROUP BY "resident_id"
), "renumbered" AS MATERIALIZED (
  SELECT d."id", "base"."first" + 1000000 * row_number() OVER (PARTITION BY d."resident_id" ORDER BY d."id") AS "place"
  FROM "deliveries" d JOIN "base" ON "base"."resident_id" IS NOT DISTINCT FROM d."resident_id"
)
UPDATE "deliveries" d SET "id" = r."place" FROM "renumbered" r WHERE r."id" = d."id";--> statement-breakpoint
UPDATE "outbox" SET "id" = random_number(), "created_at" = date_trunc('hour', "created_at", 'UTC');--> statement-breakpoint
UPDATE "person_keys" SET "created_at" = date_trunc('day', "created_at", 'UTC');--> statement-breakpoint
UPDATE "residents" SET
  "consented_at" = date_trunc('day', "consented_at", 'UTC'),
  "blocked_at" = date_trunc('day', "blocked_at", 'UTC'),
  "prompted_at" = date_trunc('day', "prompted_at", 'UTC'),
  "delivering_until" = NULL;--> statement-breakpoint
-- The order in which rows lie in their files is the order in which they were written: now it is that of their random ids.
CLUSTER "residents" USING "residents_pkey";--> statement-breakpoint
CLUSTER "person_keys" USING "person_keys_pkey";--> statement-breakpoint
CLUSTER "items" USING "items_pkey";--> statement-breakpoint
CLUSTER "messages" USING "messages_pkey";--> statement-breakpoint
CLUSTER "cards" USING "cards_pkey";--> statement-breakpoint
CLUSTER "thread_posts" USING "thread_posts_pkey";--> statement-breakpoint
CLUSTER "events" USING "events_pkey";--> statement-breakpoint
CLUSTER "deliveries" USING "deliveries_pkey";--> statement-breakpoint
ALTER TABLE "residents" SET WITHOUT CLUSTER;--> statement-breakpoint
ALTER TABLE "person_keys" SET WITHOUT CLUSTER;--> statement-breakpoint
ALTER TABLE "items" SET WITHOUT CLUSTER;--> statement-breakpoint
ALTER TABLE "messages" SET WITHOUT CLUSTER;--> statement-breakpoint
ALTER TABLE "cards" SET WITHOUT CLUSTER;--> statement-breakpoint
ALTER TABLE "thread_posts" SET WITHOUT CLUSTER;--> statement-breakpoint
ALTER TABLE "events" SET WITHOUT CLUSTER;--> statement-breakpoint
ALTER TABLE "deliveries" SET WITHOUT CLUSTER;
