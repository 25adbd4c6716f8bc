CREATE TABLE "news_told" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"said" text NOT NULL,
	CONSTRAINT "news_told_said_known" CHECK ("news_told"."said" in ('added', 'reopened', 'not_solved', 'time_picked', 'referred', 'returned', 'report'))
);
--> statement-breakpoint
ALTER TABLE "news_told" ADD CONSTRAINT "news_told_post_id_slack_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."slack_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "news_told" ADD CONSTRAINT "news_told_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "news_told_post_id_idx" ON "news_told" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "news_told_item_id_idx" ON "news_told" USING btree ("item_id");