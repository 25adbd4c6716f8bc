CREATE TABLE "duty_days" (
	"id" uuid PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"day" text NOT NULL,
	"kind" text NOT NULL,
	"from_minute" integer NOT NULL,
	"to_minute" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "duty_days_minutes" CHECK ("duty_days"."from_minute" between 0 and 1439 and "duty_days"."to_minute" between 0 and 1440)
);
--> statement-breakpoint
CREATE TABLE "duty_shifts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"weekday" integer NOT NULL,
	"from_minute" integer NOT NULL,
	"to_minute" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "duty_shifts_weekday" CHECK ("duty_shifts"."weekday" between 1 and 7),
	CONSTRAINT "duty_shifts_minutes" CHECK ("duty_shifts"."from_minute" between 0 and 1439 and "duty_shifts"."to_minute" between 0 and 1440)
);
--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "safety" text;--> statement-breakpoint
ALTER TABLE "duty_days" ADD CONSTRAINT "duty_days_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_shifts" ADD CONSTRAINT "duty_shifts_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "duty_days_staff_id_idx" ON "duty_days" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "duty_days_day_idx" ON "duty_days" USING btree ("day");--> statement-breakpoint
CREATE INDEX "duty_shifts_staff_id_idx" ON "duty_shifts" USING btree ("staff_id");