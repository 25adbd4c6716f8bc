ALTER TABLE "items" ADD COLUMN "open_when_erased" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "enquiries" ADD COLUMN "state_when_erased" text;--> statement-breakpoint
ALTER TABLE "enquiries" ADD CONSTRAINT "enquiries_state_when_erased_known" CHECK ("enquiries"."state_when_erased" in ('received', 'adviser', 'papers', 'complete', 'approved', 'declined', 'withdrawn'));