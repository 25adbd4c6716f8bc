CREATE TABLE "join_codes" (
	"resident_id" uuid PRIMARY KEY NOT NULL,
	"selector_hash" "bytea" NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"wrong_tries" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_state_known";--> statement-breakpoint
ALTER TABLE "residents" DROP CONSTRAINT "residents_unconsented_hold_nothing";--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "told_by_staff" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "person_keys" ADD COLUMN "joined_id" uuid;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "told_by_id" uuid;--> statement-breakpoint
ALTER TABLE "residents" ADD COLUMN "sealed_contact" "bytea";--> statement-breakpoint
ALTER TABLE "join_codes" ADD CONSTRAINT "join_codes_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "join_codes_selector_hash_key" ON "join_codes" USING btree ("selector_hash");--> statement-breakpoint
ALTER TABLE "person_keys" ADD CONSTRAINT "person_keys_joined_id_person_keys_id_fk" FOREIGN KEY ("joined_id") REFERENCES "public"."person_keys"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_told_by_id_staff_id_fk" FOREIGN KEY ("told_by_id") REFERENCES "public"."staff"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "person_keys_joined_id_idx" ON "person_keys" USING btree ("joined_id");--> statement-breakpoint
CREATE INDEX "deliveries_to_tell_idx" ON "deliveries" USING btree ("item_id") WHERE "deliveries"."state" = 'to_tell';--> statement-breakpoint
CREATE INDEX "deliveries_told_by_id_idx" ON "deliveries" USING btree ("told_by_id");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_state_known" CHECK ("deliveries"."state" in ('pending', 'announced', 'sent', 'failed', 'to_tell'));--> statement-breakpoint
ALTER TABLE "residents" ADD CONSTRAINT "residents_unconsented_hold_nothing" CHECK ("residents"."consented_at" is not null or ("residents"."key_id" is null and "residents"."sealed_address" is null and "residents"."sealed_profile" is null and "residents"."sealed_contact" is null and "residents"."sealed_dialogue" is null and "residents"."sealed_prompt" is null and "residents"."sealed_bubbles" is null and "residents"."sealed_envelope" is null));--> statement-breakpoint
-- Whom staff entered before had no row: now they are people like any other, under the key that their item had.
with people as materialized (
  select id as item_id, key_id, gen_random_uuid() as resident_id, language, channel,
    date_trunc('day', received_at, 'UTC') as met, date_trunc('day', updated_at, 'UTC') as seen
  from items
  where resident_id is null and not anonymous and key_id is not null and channel in ('phone', 'in_person', 'other')
), made as (
  insert into residents (id, chat_hash, language, key_id, channel, consented_at, consent_version, created_at, last_seen_at)
  select resident_id, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), language, key_id, channel,
    met, 'by_word', met, seen
  from people
)
update items i set resident_id = p.resident_id, told_by_staff = true from people p where i.id = p.item_id;
