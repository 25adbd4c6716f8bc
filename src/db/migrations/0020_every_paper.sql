ALTER TABLE "papers" DROP CONSTRAINT "papers_state_known";--> statement-breakpoint
ALTER TABLE "papers" ADD COLUMN "sealed_reason" "bytea";--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_state_known" CHECK ("papers"."state" in ('asked', 'received', 'accepted', 'waived'));