CREATE TABLE "role_grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"role" text NOT NULL,
	"state" text NOT NULL,
	"via" text NOT NULL,
	"asked_by_id" uuid,
	"decided_by_id" uuid,
	"ended_by_id" uuid,
	"asked_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "role_grants_role_known" CHECK ("role_grants"."role" in ('triage','protection','lead','admin'))
);
--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_asked_by_id_staff_id_fk" FOREIGN KEY ("asked_by_id") REFERENCES "public"."staff"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_decided_by_id_staff_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."staff"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_ended_by_id_staff_id_fk" FOREIGN KEY ("ended_by_id") REFERENCES "public"."staff"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "role_grants_standing_key" ON "role_grants" USING btree ("staff_id","role") WHERE "role_grants"."state" in ('asked', 'given');--> statement-breakpoint
CREATE INDEX "role_grants_asked_idx" ON "role_grants" USING btree ("asked_at") WHERE "role_grants"."state" = 'asked';--> statement-breakpoint
CREATE INDEX "role_grants_asked_by_id_idx" ON "role_grants" USING btree ("asked_by_id");--> statement-breakpoint
CREATE INDEX "role_grants_decided_by_id_idx" ON "role_grants" USING btree ("decided_by_id");--> statement-breakpoint
CREATE INDEX "role_grants_ended_by_id_idx" ON "role_grants" USING btree ("ended_by_id");--> statement-breakpoint
-- Whoever is staff keeps what they hold; who gave it is read from the events, since they were last removed.
INSERT INTO "role_grants" (id, staff_id, role, state, via, asked_by_id, asked_at, decided_at)
  SELECT gen_random_uuid(), s.id, r.role, 'given', CASE WHEN e.staff_id IS NULL THEN 'before' ELSE 'staff' END, e.staff_id,
    coalesce(e.at, s.created_at), coalesce(e.at, s.created_at)
  FROM "staff" s
  CROSS JOIN LATERAL unnest(s.roles) AS r(role)
  LEFT JOIN LATERAL (
    SELECT a.staff_id, a.at FROM "events" a
    WHERE a.kind = 'staff_added' AND a.data->>'staffId' = s.id::text AND a.data->'roles' @> to_jsonb(r.role)
      AND a.at > coalesce((SELECT max(x.at) FROM "events" x WHERE x.kind = 'staff_removed' AND x.data->>'staffId' = s.id::text), '-infinity')
    ORDER BY a.at LIMIT 1
  ) e ON true
  WHERE s.active;
--> statement-breakpoint
-- Whoever was removed comes back with what they are given then, and with nothing of before.
UPDATE "staff" SET roles = '{}' WHERE NOT active;
