-- Each column of codes takes the codes of its list in core/domain alone. No list has lost a code since the first version, so what stands holds.
-- One statement a table: it is read once, however many checks it gets.
ALTER TABLE "appointments"
  ADD CONSTRAINT "appointments_state_known" CHECK ("appointments"."state" in ('proposed', 'picked', 'dropped'));
--> statement-breakpoint
ALTER TABLE "attendance"
  ADD CONSTRAINT "attendance_by_known" CHECK ("attendance"."by" in ('staff', 'code'));
--> statement-breakpoint
ALTER TABLE "data_keys"
  ADD CONSTRAINT "data_keys_purpose_code" CHECK ("data_keys"."purpose" ~ '^[a-z][a-z0-9_]*$');
--> statement-breakpoint
ALTER TABLE "deliveries"
  ADD CONSTRAINT "deliveries_kind_known" CHECK ("deliveries"."kind" in ('confirmation', 'settled', 'answer', 'closing', 'notice', 'announcement')),
  ADD CONSTRAINT "deliveries_state_known" CHECK ("deliveries"."state" in ('pending', 'announced', 'sent', 'failed'));
--> statement-breakpoint
ALTER TABLE "duty_days"
  ADD CONSTRAINT "duty_days_kind_known" CHECK ("duty_days"."kind" in ('on', 'off'));
--> statement-breakpoint
ALTER TABLE "enquiries"
  ADD CONSTRAINT "enquiries_state_known" CHECK ("enquiries"."state" in ('received', 'adviser', 'papers', 'complete', 'approved', 'declined', 'withdrawn')),
  ADD CONSTRAINT "enquiries_business_stage_known" CHECK ("enquiries"."business_stage" in ('idea', 'starting', 'running'));
--> statement-breakpoint
ALTER TABLE "events"
  ADD CONSTRAINT "events_kind_code" CHECK ("events"."kind" ~ '^[a-z][a-z0-9_]*$'),
  ADD CONSTRAINT "events_actor_known" CHECK ("events"."actor" in ('resident', 'staff', 'system'));
--> statement-breakpoint
ALTER TABLE "item_named"
  ADD CONSTRAINT "item_named_kind_known" CHECK ("item_named"."kind" in ('name', 'slack_user'));
--> statement-breakpoint
ALTER TABLE "items"
  DROP CONSTRAINT "items_closed_reason_known",
  ADD CONSTRAINT "items_kind_known" CHECK ("items"."kind" in ('feedback', 'registration', 'enquiry')),
  ADD CONSTRAINT "items_type_known" CHECK ("items"."type" in ('question', 'request', 'suggestion', 'appreciation', 'complaint', 'rumour', 'sensitive_report')),
  ADD CONSTRAINT "items_status_known" CHECK ("items"."status" in ('open', 'closed')),
  ADD CONSTRAINT "items_municipality_known" CHECK ("items"."municipality" in ('zvecan', 'mitrovica_north', 'mitrovica_south', 'elsewhere')),
  ADD CONSTRAINT "items_sector_known" CHECK ("items"."sector" in ('social_protection', 'health', 'education', 'jobs_and_business', 'public_services', 'rights_and_safety', 'training', 'this_project', 'other')),
  ADD CONSTRAINT "items_agency_known" CHECK ("items"."agency" in ('WHO', 'UNICEF', 'UNFPA', 'OHCHR', 'UNDP', 'UNV', 'municipality', 'local_ngo')),
  ADD CONSTRAINT "items_language_known" CHECK ("items"."language" in ('sq', 'sr-Latn', 'sr-Cyrl', 'rom')),
  ADD CONSTRAINT "items_channel_known" CHECK ("items"."channel" in ('telegram', 'phone', 'in_person', 'other')),
  ADD CONSTRAINT "items_priority_known" CHECK ("items"."priority" in ('urgent', 'normal', 'low')),
  ADD CONSTRAINT "items_safety_known" CHECK ("items"."safety" in ('safe', 'not_safe', 'skipped')),
  ADD CONSTRAINT "items_gender_known" CHECK ("items"."gender" in ('woman', 'man', 'other', 'undisclosed')),
  ADD CONSTRAINT "items_age_band_known" CHECK ("items"."age_band" in ('under_18', '18_24', '25_59', '60_plus', 'undisclosed')),
  ADD CONSTRAINT "items_communities_known" CHECK ("items"."communities" <@ array['albanian', 'serb', 'roma', 'ashkali', 'egyptian', 'bosniak', 'gorani', 'turk', 'other', 'undisclosed']),
  ADD CONSTRAINT "items_disability_known" CHECK ("items"."disability" in ('yes', 'no', 'undisclosed')),
  ADD CONSTRAINT "items_satisfaction_known" CHECK ("items"."satisfaction" in ('yes', 'partly', 'no')),
  ADD CONSTRAINT "items_closed_reason_known" CHECK ("items"."closed_reason" in ('answered', 'acted_on', 'referred_out', 'out_of_scope', 'duplicate', 'withdrawn'));
--> statement-breakpoint
ALTER TABLE "messages"
  ADD CONSTRAINT "messages_direction_known" CHECK ("messages"."direction" in ('in', 'out', 'note')),
  ADD CONSTRAINT "messages_kind_known" CHECK ("messages"."kind" in ('text', 'voice', 'photo', 'video', 'document', 'location'));
--> statement-breakpoint
ALTER TABLE "offers"
  ADD CONSTRAINT "offers_kind_known" CHECK ("offers"."kind" in ('training', 'placement', 'grant_call')),
  ADD CONSTRAINT "offers_status_known" CHECK ("offers"."status" in ('draft', 'published', 'closed', 'finished', 'cancelled')),
  ADD CONSTRAINT "offers_agency_known" CHECK ("offers"."agency" in ('WHO', 'UNICEF', 'UNFPA', 'OHCHR', 'UNDP', 'UNV', 'municipality', 'local_ngo')),
  ADD CONSTRAINT "offers_municipality_known" CHECK ("offers"."municipality" in ('zvecan', 'mitrovica_north', 'mitrovica_south', 'elsewhere')),
  ADD CONSTRAINT "offers_sector_known" CHECK ("offers"."sector" in ('social_protection', 'health', 'education', 'jobs_and_business', 'public_services', 'rights_and_safety', 'training', 'this_project', 'other')),
  ADD CONSTRAINT "offers_teaching_languages_known" CHECK ("offers"."teaching_languages" <@ array['sq', 'sr', 'rom', 'en']);
--> statement-breakpoint
ALTER TABLE "outbox"
  ADD CONSTRAINT "outbox_topic_code" CHECK ("outbox"."topic" ~ '^[a-z][a-z0-9_]*$'),
  ADD CONSTRAINT "outbox_state_known" CHECK ("outbox"."state" in ('waiting', 'queued', 'parked'));
--> statement-breakpoint
ALTER TABLE "papers"
  ADD CONSTRAINT "papers_state_known" CHECK ("papers"."state" in ('asked', 'received', 'accepted'));
--> statement-breakpoint
ALTER TABLE "referrals"
  ADD CONSTRAINT "referrals_from_agency_known" CHECK ("referrals"."from_agency" in ('WHO', 'UNICEF', 'UNFPA', 'OHCHR', 'UNDP', 'UNV', 'municipality', 'local_ngo')),
  ADD CONSTRAINT "referrals_to_agency_known" CHECK ("referrals"."to_agency" in ('WHO', 'UNICEF', 'UNFPA', 'OHCHR', 'UNDP', 'UNV', 'municipality', 'local_ngo')),
  ADD CONSTRAINT "referrals_state_known" CHECK ("referrals"."state" in ('offered', 'accepted', 'returned'));
--> statement-breakpoint
ALTER TABLE "registrations"
  ADD CONSTRAINT "registrations_status_known" CHECK ("registrations"."status" in ('seated', 'offered', 'waiting', 'cancelled', 'lapsed')),
  ADD CONSTRAINT "registrations_ended_by_known" CHECK ("registrations"."ended_by" in ('resident', 'staff', 'lapsed', 'offer_cancelled', 'forgotten')),
  ADD CONSTRAINT "registrations_useful_known" CHECK ("registrations"."useful" in ('yes', 'partly', 'no')),
  ADD CONSTRAINT "registrations_recommend_known" CHECK ("registrations"."recommend" in ('yes', 'partly', 'no'));
--> statement-breakpoint
ALTER TABLE "reminders"
  ADD CONSTRAINT "reminders_kind_known" CHECK ("reminders"."kind" in ('days3', 'day1', 'hours2'));
--> statement-breakpoint
ALTER TABLE "residents"
  ADD CONSTRAINT "residents_language_known" CHECK ("residents"."language" in ('sq', 'sr-Latn', 'sr-Cyrl', 'rom')),
  ADD CONSTRAINT "residents_second_language_known" CHECK ("residents"."second_language" in ('sq', 'sr-Latn', 'sr-Cyrl', 'rom'));
--> statement-breakpoint
ALTER TABLE "role_grants"
  DROP CONSTRAINT "role_grants_role_known",
  ADD CONSTRAINT "role_grants_state_known" CHECK ("role_grants"."state" in ('asked', 'given', 'refused', 'lapsed', 'withdrawn', 'ended')),
  ADD CONSTRAINT "role_grants_via_known" CHECK ("role_grants"."via" in ('staff', 'console', 'config', 'sample', 'before')),
  ADD CONSTRAINT "role_grants_role_known" CHECK ("role_grants"."role" in ('triage', 'protection', 'lead', 'admin'));
--> statement-breakpoint
ALTER TABLE "slack_posts"
  DROP CONSTRAINT "slack_posts_kind_known",
  ADD CONSTRAINT "slack_posts_kind_known" CHECK ("slack_posts"."kind" in ('card', 'offer_day', 'thread', 'look', 'call', 'alert'));
--> statement-breakpoint
ALTER TABLE "staff"
  DROP CONSTRAINT "staff_roles_known",
  ADD CONSTRAINT "staff_agency_known" CHECK ("staff"."agency" in ('WHO', 'UNICEF', 'UNFPA', 'OHCHR', 'UNDP', 'UNV', 'municipality', 'local_ngo')),
  ADD CONSTRAINT "staff_roles_known" CHECK ("staff"."roles" <@ array['triage', 'protection', 'lead', 'admin']);
