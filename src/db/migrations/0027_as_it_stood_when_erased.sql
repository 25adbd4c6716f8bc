ALTER TABLE "items" ADD COLUMN "open_when_erased" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "enquiries" ADD COLUMN "state_when_erased" text;--> statement-breakpoint
ALTER TABLE "enquiries" ADD CONSTRAINT "enquiries_state_when_erased_known" CHECK ("enquiries"."state_when_erased" in ('received', 'adviser', 'papers', 'complete', 'approved', 'declined', 'withdrawn'));--> statement-breakpoint
-- Erased before this was kept: what closed and lost its words in one moment was open. How far an application was is not known any more.
update items set open_when_erased = true where closed_reason = 'withdrawn' and redacted_at is not null and closed_at = redacted_at;
