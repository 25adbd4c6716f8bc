CREATE TABLE "cards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"ts" text,
	"shown_version" integer DEFAULT 0 NOT NULL,
	"posting_until" timestamp with time zone,
	"uncertain" boolean DEFAULT false NOT NULL,
	"retired_at" timestamp with time zone,
	"failure" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "data_keys" (
	"purpose" text NOT NULL,
	"version" integer NOT NULL,
	"wrapped_key" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "data_keys_purpose_version_pk" PRIMARY KEY("purpose","version")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"resident_id" uuid,
	"item_id" uuid,
	"message_id" uuid,
	"kind" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"sealed_say" "bytea",
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"item_id" uuid,
	"actor" text NOT NULL,
	"staff_id" uuid,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "item_exclusions" (
	"item_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	CONSTRAINT "item_exclusions_item_id_staff_id_pk" PRIMARY KEY("item_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"submission_key" uuid NOT NULL,
	"kind" text NOT NULL,
	"type" text,
	"status" text DEFAULT 'open' NOT NULL,
	"closed_reason" text,
	"resident_id" uuid,
	"key_id" uuid,
	"anonymous" boolean DEFAULT false NOT NULL,
	"receipt_hash" "bytea",
	"municipality" text,
	"sealed_settlement" "bytea",
	"sector" text,
	"agency" text NOT NULL,
	"language" text NOT NULL,
	"channel" text NOT NULL,
	"priority" text DEFAULT 'normal' NOT NULL,
	"sensitive" boolean DEFAULT false NOT NULL,
	"gender" text,
	"age_band" text,
	"communities" text[],
	"disability" text,
	"assignee_id" uuid,
	"not_again_id" uuid,
	"merged_into_id" uuid,
	"received_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"first_response_at" timestamp with time zone,
	"last_inbound_at" timestamp with time zone NOT NULL,
	"last_outbound_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"loop_closed_at" timestamp with time zone,
	"escalated_at" timestamp with time zone,
	"redacted_at" timestamp with time zone,
	"satisfaction" text,
	"reopened_count" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "items_closed_have_a_reason" CHECK (("items"."status" = 'closed') = ("items"."closed_reason" is not null and "items"."closed_at" is not null)),
	CONSTRAINT "items_closed_reason_known" CHECK ("items"."closed_reason" in ('answered','acted_on','referred_out','out_of_scope','duplicate','withdrawn')),
	CONSTRAINT "items_anonymous_keep_no_link" CHECK (not "items"."anonymous" or "items"."resident_id" is null),
	CONSTRAINT "items_merged_elsewhere" CHECK ("items"."merged_into_id" is null or "items"."merged_into_id" <> "items"."id")
);
--> statement-breakpoint
CREATE TABLE "message_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"message_id" uuid NOT NULL,
	"sealed_body" "bytea",
	"replaced_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"direction" text NOT NULL,
	"kind" text NOT NULL,
	"seq" integer NOT NULL,
	"staff_id" uuid,
	"sealed_body" "bytea",
	"source_hash" "bytea",
	"change_key" text,
	"edited_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "messages_written_by" CHECK (("messages"."direction" = 'in') = ("messages"."staff_id" is null))
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"topic" text NOT NULL,
	"payload" jsonb NOT NULL,
	"merge_key" text,
	"state" text DEFAULT 'waiting' NOT NULL,
	"run_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"generation" integer DEFAULT 0 NOT NULL,
	"queued_at" timestamp with time zone,
	"stranded_at" timestamp with time zone,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"wrapped_key" "bytea" NOT NULL,
	"master_version" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "referrals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"from_agency" text NOT NULL,
	"to_agency" text NOT NULL,
	"state" text NOT NULL,
	"sealed_remark" "bytea",
	"sealed_answer" "bytea",
	"offered_by_id" uuid NOT NULL,
	"answered_by_id" uuid,
	"offered_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	CONSTRAINT "referrals_to_another" CHECK ("referrals"."from_agency" <> "referrals"."to_agency")
);
--> statement-breakpoint
CREATE TABLE "residents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"chat_hash" "bytea" NOT NULL,
	"language" text,
	"second_language" text,
	"key_id" uuid,
	"sealed_chat_id" "bytea",
	"sealed_profile" "bytea",
	"plain_dialogue" jsonb,
	"sealed_dialogue" "bytea",
	"sealed_prompt" "bytea",
	"prompted_at" timestamp with time zone,
	"last_update_id" bigint,
	"delivering_until" timestamp with time zone,
	"consented_at" timestamp with time zone,
	"consent_version" text,
	"blocked_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "residents_unconsented_hold_nothing" CHECK ("residents"."consented_at" is not null or ("residents"."key_id" is null and "residents"."sealed_chat_id" is null and "residents"."sealed_profile" is null and "residents"."sealed_dialogue" is null and "residents"."sealed_prompt" is null)),
	CONSTRAINT "residents_unconsented_expire" CHECK (("residents"."consented_at" is null) = ("residents"."expires_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"item_id" uuid NOT NULL,
	"word_hash" "bytea" NOT NULL,
	CONSTRAINT "search_words_item_id_word_hash_pk" PRIMARY KEY("item_id","word_hash")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "slack_receipts" (
	"event_id" text PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slack_user_id" text NOT NULL,
	"display_name" text NOT NULL,
	"agency" text NOT NULL,
	"roles" text[] NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "staff_roles_known" CHECK ("staff"."roles" <@ array['triage','protection','lead','admin'])
);
--> statement-breakpoint
CREATE TABLE "telegram_updates" (
	"update_id" bigint PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "thread_posts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"message_id" uuid,
	"version" integer DEFAULT 0 NOT NULL,
	"channel" text NOT NULL,
	"ts" text,
	"file_id" text,
	"posting_until" timestamp with time zone,
	"uncertain" boolean DEFAULT false NOT NULL,
	"redacted_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tombstones" (
	"key_id" uuid PRIMARY KEY NOT NULL,
	"destroyed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_exclusions" ADD CONSTRAINT "item_exclusions_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_exclusions" ADD CONSTRAINT "item_exclusions_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_key_id_person_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."person_keys"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_assignee_id_staff_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."staff"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_not_again_id_staff_id_fk" FOREIGN KEY ("not_again_id") REFERENCES "public"."staff"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_merged_into_id_items_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."items"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_versions" ADD CONSTRAINT "message_versions_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_offered_by_id_staff_id_fk" FOREIGN KEY ("offered_by_id") REFERENCES "public"."staff"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_answered_by_id_staff_id_fk" FOREIGN KEY ("answered_by_id") REFERENCES "public"."staff"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "residents" ADD CONSTRAINT "residents_key_id_person_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."person_keys"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_words" ADD CONSTRAINT "search_words_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_posts" ADD CONSTRAINT "thread_posts_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_posts" ADD CONSTRAINT "thread_posts_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "cards_one_live_key" ON "cards" USING btree ("item_id") WHERE "cards"."retired_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "cards_channel_ts_key" ON "cards" USING btree ("channel","ts");--> statement-breakpoint
CREATE INDEX "cards_item_id_idx" ON "cards" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "deliveries_resident_pending_idx" ON "deliveries" USING btree ("resident_id","id") WHERE "deliveries"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "deliveries_resident_id_idx" ON "deliveries" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "deliveries_item_id_idx" ON "deliveries" USING btree ("item_id","id");--> statement-breakpoint
CREATE INDEX "deliveries_message_id_idx" ON "deliveries" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "events_item_id_idx" ON "events" USING btree ("item_id","id");--> statement-breakpoint
CREATE INDEX "events_staff_id_idx" ON "events" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "events_kind_at_idx" ON "events" USING btree ("kind","at");--> statement-breakpoint
CREATE INDEX "item_exclusions_staff_id_idx" ON "item_exclusions" USING btree ("staff_id");--> statement-breakpoint
CREATE UNIQUE INDEX "items_reference_key" ON "items" USING btree ("reference");--> statement-breakpoint
CREATE UNIQUE INDEX "items_submission_key_key" ON "items" USING btree ("submission_key");--> statement-breakpoint
CREATE UNIQUE INDEX "items_receipt_hash_key" ON "items" USING btree ("receipt_hash");--> statement-breakpoint
CREATE INDEX "items_resident_id_idx" ON "items" USING btree ("resident_id","received_at");--> statement-breakpoint
CREATE INDEX "items_key_id_idx" ON "items" USING btree ("key_id");--> statement-breakpoint
CREATE INDEX "items_assignee_id_idx" ON "items" USING btree ("assignee_id","status");--> statement-breakpoint
CREATE INDEX "items_not_again_id_idx" ON "items" USING btree ("not_again_id");--> statement-breakpoint
CREATE INDEX "items_merged_into_id_idx" ON "items" USING btree ("merged_into_id");--> statement-breakpoint
CREATE INDEX "items_open_due_idx" ON "items" USING btree ("status","due_at");--> statement-breakpoint
CREATE INDEX "items_received_at_idx" ON "items" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "items_closed_at_idx" ON "items" USING btree ("closed_at");--> statement-breakpoint
CREATE INDEX "message_versions_message_id_idx" ON "message_versions" USING btree ("message_id","replaced_at");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_item_id_seq_key" ON "messages" USING btree ("item_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_change_key_key" ON "messages" USING btree ("change_key");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_source_hash_key" ON "messages" USING btree ("source_hash");--> statement-breakpoint
CREATE INDEX "messages_staff_id_idx" ON "messages" USING btree ("staff_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_merge_key" ON "outbox" USING btree ("merge_key") WHERE "outbox"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "outbox_waiting_idx" ON "outbox" USING btree ("run_at","id") WHERE "outbox"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "outbox_stranded_idx" ON "outbox" USING btree ("stranded_at") WHERE "outbox"."state" = 'queued';--> statement-breakpoint
CREATE INDEX "outbox_parked_idx" ON "outbox" USING btree ("created_at") WHERE "outbox"."state" = 'parked';--> statement-breakpoint
CREATE UNIQUE INDEX "referrals_one_open_key" ON "referrals" USING btree ("item_id") WHERE "referrals"."state" = 'offered';--> statement-breakpoint
CREATE INDEX "referrals_item_id_idx" ON "referrals" USING btree ("item_id","offered_at");--> statement-breakpoint
CREATE INDEX "referrals_offered_by_id_idx" ON "referrals" USING btree ("offered_by_id");--> statement-breakpoint
CREATE INDEX "referrals_answered_by_id_idx" ON "referrals" USING btree ("answered_by_id");--> statement-breakpoint
CREATE INDEX "referrals_open_due_idx" ON "referrals" USING btree ("due_at") WHERE "referrals"."state" = 'offered';--> statement-breakpoint
CREATE UNIQUE INDEX "residents_chat_hash_key" ON "residents" USING btree ("chat_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "residents_key_id_key" ON "residents" USING btree ("key_id");--> statement-breakpoint
CREATE INDEX "residents_expires_at_idx" ON "residents" USING btree ("expires_at") WHERE "residents"."expires_at" is not null;--> statement-breakpoint
CREATE INDEX "residents_prompted_at_idx" ON "residents" USING btree ("prompted_at") WHERE "residents"."prompted_at" is not null;--> statement-breakpoint
CREATE INDEX "residents_last_seen_at_idx" ON "residents" USING btree ("last_seen_at");--> statement-breakpoint
CREATE INDEX "search_words_word_hash_idx" ON "search_words" USING btree ("word_hash","item_id");--> statement-breakpoint
CREATE INDEX "slack_receipts_received_at_idx" ON "slack_receipts" USING btree ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_slack_user_id_key" ON "staff" USING btree ("slack_user_id");--> statement-breakpoint
CREATE INDEX "telegram_updates_received_at_idx" ON "telegram_updates" USING btree ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "thread_posts_message_channel_key" ON "thread_posts" USING btree ("message_id","version","channel");--> statement-breakpoint
CREATE INDEX "thread_posts_item_id_idx" ON "thread_posts" USING btree ("item_id");