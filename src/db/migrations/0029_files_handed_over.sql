CREATE TABLE "exports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"channel" text,
	"sealed_ts" "bytea",
	"alive_until" timestamp with time zone NOT NULL,
	"token_hash" "bytea",
	"name" text,
	"size" bigint,
	"times_left" integer,
	"ends_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "exports_ready_whole" CHECK (num_nulls("exports"."token_hash", "exports"."name", "exports"."size", "exports"."times_left", "exports"."ends_at") in (0, 5)),
	CONSTRAINT "exports_rule_known" CHECK ("exports"."rule" in ('export', 'run_offers'))
);
--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "exports_token_hash_key" ON "exports" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "exports_ends_at_idx" ON "exports" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "exports_staff_id_idx" ON "exports" USING btree ("staff_id");