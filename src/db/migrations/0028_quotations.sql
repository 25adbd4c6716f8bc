CREATE TABLE "quotations" (
	"item_id" uuid PRIMARY KEY NOT NULL,
	"sealed" "bytea" NOT NULL,
	"chosen_by_id" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "quoting" text;--> statement-breakpoint
ALTER TABLE "quotations" ADD CONSTRAINT "quotations_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quotations" ADD CONSTRAINT "quotations_chosen_by_id_staff_id_fk" FOREIGN KEY ("chosen_by_id") REFERENCES "public"."staff"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_quoting_known" CHECK ("items"."quoting" in ('asked', 'yes', 'no'));