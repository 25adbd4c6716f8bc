CREATE TABLE "item_cleared" (
	"item_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	CONSTRAINT "item_cleared_item_id_staff_id_pk" PRIMARY KEY("item_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "item_named" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "item_exclusions" ADD COLUMN "likely" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "names_checked" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "item_cleared" ADD CONSTRAINT "item_cleared_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_cleared" ADD CONSTRAINT "item_cleared_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_named" ADD CONSTRAINT "item_named_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "item_cleared_staff_id_idx" ON "item_cleared" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "item_named_item_id_idx" ON "item_named" USING btree ("item_id");