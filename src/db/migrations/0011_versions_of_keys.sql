ALTER TABLE "messages" ADD COLUMN "source_key_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "residents" ADD COLUMN "chat_key_version" integer DEFAULT 1 NOT NULL;