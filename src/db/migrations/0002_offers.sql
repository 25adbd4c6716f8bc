CREATE TABLE "appointments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"enquiry_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"place" text NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"proposed_by_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attendance" (
	"registration_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "attendance_registration_id_session_id_pk" PRIMARY KEY("registration_id","session_id")
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"registration_id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enquiries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offer_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"resident_id" uuid,
	"state" text DEFAULT 'received' NOT NULL,
	"business_stage" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"approved_cents" bigint,
	"sealed_details" "bytea",
	"sealed_reason" "bytea",
	"decided_by_id" uuid,
	"decided_at" timestamp with time zone,
	"appeal_item_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "enquiries_amount" CHECK ("enquiries"."amount_cents" > 0),
	CONSTRAINT "enquiries_approved" CHECK (("enquiries"."state" = 'approved') = ("enquiries"."approved_cents" is not null and "enquiries"."approved_cents" > 0))
);
--> statement-breakpoint
CREATE TABLE "offer_days" (
	"offer_id" uuid NOT NULL,
	"day" text NOT NULL,
	"channel" text NOT NULL,
	"ts" text,
	"posting_until" timestamp with time zone,
	"uncertain" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "offer_days_offer_id_day_pk" PRIMARY KEY("offer_id","day")
);
--> statement-breakpoint
CREATE TABLE "offer_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offer_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"attendance_code" text NOT NULL,
	CONSTRAINT "offer_sessions_forward" CHECK ("offer_sessions"."ends_at" > "offer_sessions"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"own_code" text,
	"change_key" text,
	"kind" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"agency" text NOT NULL,
	"municipality" text NOT NULL,
	"sector" text NOT NULL,
	"teaching_languages" text[] NOT NULL,
	"texts" jsonb NOT NULL,
	"seats" integer,
	"waiting_seats" integer DEFAULT 0 NOT NULL,
	"held_seats" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"held_until" timestamp with time zone,
	"rules" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"questions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"papers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"deadline" timestamp with time zone,
	"maximum_cents" bigint,
	"budget_cents" bigint,
	"form_version" integer DEFAULT 1 NOT NULL,
	"promise_version" integer DEFAULT 1 NOT NULL,
	"cancelled_because" jsonb,
	"created_by" uuid,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "offers_seats" CHECK (("offers"."kind" = 'grant_call') = ("offers"."seats" is null)),
	CONSTRAINT "offers_seats_positive" CHECK ("offers"."seats" is null or ("offers"."seats" > 0 and "offers"."waiting_seats" >= 0)),
	CONSTRAINT "offers_money" CHECK (("offers"."kind" = 'grant_call') = ("offers"."maximum_cents" is not null and "offers"."budget_cents" is not null))
);
--> statement-breakpoint
CREATE TABLE "papers" (
	"enquiry_id" uuid NOT NULL,
	"key" text NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "papers_enquiry_id_key_pk" PRIMARY KEY("enquiry_id","key")
);
--> statement-breakpoint
CREATE TABLE "registrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offer_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"resident_id" uuid,
	"status" text NOT NULL,
	"line_number" bigserial NOT NULL,
	"groups" integer DEFAULT 0 NOT NULL,
	"sealed_details" "bytea",
	"share" boolean DEFAULT false NOT NULL,
	"offered_until" timestamp with time zone,
	"seated_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	"coming_at" timestamp with time zone,
	"told_version" integer DEFAULT 1 NOT NULL,
	"wrong_codes" integer DEFAULT 0 NOT NULL,
	"useful" text,
	"recommend" text,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "registrations_offered_end" CHECK (("registrations"."status" = 'offered') = ("registrations"."offered_until" is not null))
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"registration_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "reminders_registration_id_session_id_kind_pk" PRIMARY KEY("registration_id","session_id","kind")
);
--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "offer_id" uuid;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "quiet" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_enquiry_id_enquiries_id_fk" FOREIGN KEY ("enquiry_id") REFERENCES "public"."enquiries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_proposed_by_id_staff_id_fk" FOREIGN KEY ("proposed_by_id") REFERENCES "public"."staff"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_registration_id_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."registrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_session_id_offer_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."offer_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_registration_id_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."registrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiries" ADD CONSTRAINT "enquiries_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiries" ADD CONSTRAINT "enquiries_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiries" ADD CONSTRAINT "enquiries_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiries" ADD CONSTRAINT "enquiries_decided_by_id_staff_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."staff"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiries" ADD CONSTRAINT "enquiries_appeal_item_id_items_id_fk" FOREIGN KEY ("appeal_item_id") REFERENCES "public"."items"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_days" ADD CONSTRAINT "offer_days_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_sessions" ADD CONSTRAINT "offer_sessions_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_created_by_staff_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."staff"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_enquiry_id_enquiries_id_fk" FOREIGN KEY ("enquiry_id") REFERENCES "public"."enquiries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_registration_id_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."registrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_session_id_offer_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."offer_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appointments_enquiry_id_idx" ON "appointments" USING btree ("enquiry_id","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "appointments_one_picked_key" ON "appointments" USING btree ("enquiry_id") WHERE "appointments"."state" = 'picked';--> statement-breakpoint
CREATE INDEX "appointments_proposed_by_id_idx" ON "appointments" USING btree ("proposed_by_id");--> statement-breakpoint
CREATE INDEX "attendance_session_id_idx" ON "attendance" USING btree ("session_id");--> statement-breakpoint
CREATE UNIQUE INDEX "certificates_code_key" ON "certificates" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "enquiries_item_id_key" ON "enquiries" USING btree ("item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "enquiries_appeal_item_id_key" ON "enquiries" USING btree ("appeal_item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "enquiries_once_key" ON "enquiries" USING btree ("offer_id","resident_id") WHERE "enquiries"."state" in ('received', 'adviser', 'papers', 'complete');--> statement-breakpoint
CREATE INDEX "enquiries_offer_id_idx" ON "enquiries" USING btree ("offer_id","state");--> statement-breakpoint
CREATE INDEX "enquiries_resident_id_idx" ON "enquiries" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "enquiries_decided_by_id_idx" ON "enquiries" USING btree ("decided_by_id");--> statement-breakpoint
CREATE INDEX "offer_days_channel_ts_idx" ON "offer_days" USING btree ("channel","ts");--> statement-breakpoint
CREATE INDEX "offer_sessions_offer_id_idx" ON "offer_sessions" USING btree ("offer_id","starts_at");--> statement-breakpoint
CREATE INDEX "offer_sessions_starts_at_idx" ON "offer_sessions" USING btree ("starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "offers_code_key" ON "offers" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "offers_own_code_key" ON "offers" USING btree ("own_code");--> statement-breakpoint
CREATE UNIQUE INDEX "offers_change_key_key" ON "offers" USING btree ("change_key");--> statement-breakpoint
CREATE INDEX "offers_created_by_idx" ON "offers" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "offers_status_kind_idx" ON "offers" USING btree ("status","kind");--> statement-breakpoint
CREATE INDEX "papers_state_idx" ON "papers" USING btree ("state");--> statement-breakpoint
CREATE UNIQUE INDEX "registrations_once_key" ON "registrations" USING btree ("offer_id","resident_id") WHERE "registrations"."status" in ('seated', 'offered', 'waiting');--> statement-breakpoint
CREATE UNIQUE INDEX "registrations_item_id_key" ON "registrations" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "registrations_line_idx" ON "registrations" USING btree ("offer_id","status","line_number");--> statement-breakpoint
CREATE INDEX "registrations_resident_id_idx" ON "registrations" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "registrations_offered_until_idx" ON "registrations" USING btree ("offered_until") WHERE "registrations"."status" = 'offered';--> statement-breakpoint
CREATE INDEX "reminders_session_id_idx" ON "reminders" USING btree ("session_id");--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "items_offer_id_idx" ON "items" USING btree ("offer_id");