CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "set_ups" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sso_provider" (
	"id" text PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"issuer" text NOT NULL,
	"oidc_config" text,
	"saml_config" text,
	"user_id" text,
	"organization_id" text,
	"domain" text NOT NULL,
	"name" text NOT NULL,
	"joins_as" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sso_provider_provider_id_unique" UNIQUE("provider_id")
);
--> statement-breakpoint
CREATE TABLE "two_factor" (
	"id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"user_id" text NOT NULL,
	"verified" boolean DEFAULT true,
	"failed_verification_count" integer DEFAULT 0,
	"locked_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"two_factor_enabled" boolean DEFAULT false,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "answered_commands" (
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"key" text NOT NULL,
	"procedure" text NOT NULL,
	"input_hash" text NOT NULL,
	"answer" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "answered_commands_workspace_id_member_id_key_pk" PRIMARY KEY("workspace_id","member_id","key")
);
--> statement-breakpoint
CREATE TABLE "event_deliveries" (
	"workspace_id" uuid NOT NULL,
	"event_number" bigint NOT NULL,
	"listener" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"died_at" timestamp (3) with time zone,
	"error" text,
	CONSTRAINT "event_deliveries_workspace_id_event_number_listener_pk" PRIMARY KEY("workspace_id","event_number","listener")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"workspace_id" uuid NOT NULL,
	"number" bigint NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"record_id" uuid,
	"other_record_id" uuid,
	"changes" jsonb,
	"audience" uuid[],
	CONSTRAINT "events_workspace_id_number_pk" PRIMARY KEY("workspace_id","number")
);
--> statement-breakpoint
CREATE TABLE "event_streams" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"last_number" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"kept_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "comment_reactions" (
	"workspace_id" uuid NOT NULL,
	"comment_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"emoji" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "comment_reactions_workspace_id_comment_id_member_id_emoji_pk" PRIMARY KEY("workspace_id","comment_id","member_id","emoji")
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"thread_id" uuid,
	"text" text NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"resolved_at" timestamp (3) with time zone,
	"resolved_by_id" uuid,
	"source_id" text,
	"import_id" uuid,
	CONSTRAINT "comments_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "document_versions" (
	"workspace_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"markdown" text NOT NULL,
	"edited_by" uuid[] NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "document_versions_workspace_id_record_id_number_pk" PRIMARY KEY("workspace_id","record_id","number")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"workspace_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"state" "bytea" NOT NULL,
	"markdown" text NOT NULL,
	"revision" integer NOT NULL,
	"edited_at" timestamp (3) with time zone NOT NULL,
	"edited_by_id" uuid,
	CONSTRAINT "documents_workspace_id_record_id_pk" PRIMARY KEY("workspace_id","record_id")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text NOT NULL,
	"record_id" uuid,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "files_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "links" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"created_by_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "links_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"key" text NOT NULL,
	"inbox" boolean NOT NULL,
	"mail" boolean NOT NULL,
	CONSTRAINT "notification_preferences_workspace_id_member_id_key_pk" PRIMARY KEY("workspace_id","member_id","key")
);
--> statement-breakpoint
CREATE TABLE "notification_rhythms" (
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"rhythm" text NOT NULL,
	CONSTRAINT "notification_rhythms_workspace_id_member_id_pk" PRIMARY KEY("workspace_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"key" text NOT NULL,
	"because" uuid NOT NULL,
	"text" text NOT NULL,
	"record_id" uuid,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"shown_at" timestamp (3) with time zone NOT NULL,
	"in_inbox" boolean NOT NULL,
	"read_at" timestamp (3) with time zone,
	"snoozed_until" timestamp (3) with time zone,
	"archived_at" timestamp (3) with time zone,
	"mail_due_at" timestamp (3) with time zone,
	"mailed_at" timestamp (3) with time zone,
	CONSTRAINT "notifications_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "invites" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"role" text NOT NULL,
	"discipline" text,
	"team_id" uuid,
	"email" text,
	"created_by_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"uses_left" integer,
	CONSTRAINT "invites_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "invites_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "discipline_sides" (
	"workspace_id" uuid NOT NULL,
	"discipline" text NOT NULL,
	"side" text,
	CONSTRAINT "discipline_sides_workspace_id_discipline_pk" PRIMARY KEY("workspace_id","discipline")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" text,
	"kind" text DEFAULT 'person' NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"role" text NOT NULL,
	"discipline" text NOT NULL,
	"side" text,
	"title" text DEFAULT '' NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"skills" text[] DEFAULT '{}' NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	"left_at" timestamp (3) with time zone,
	CONSTRAINT "members_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "team_members" (
	"workspace_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"is_lead" boolean DEFAULT false NOT NULL,
	CONSTRAINT "team_members_workspace_id_team_id_member_id_pk" PRIMARY KEY("workspace_id","team_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"purpose" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "teams_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "workspaces_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"last_four" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_by_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"last_used_on" date,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_tokens_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "api_tokens_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "record_numbers" (
	"workspace_id" uuid NOT NULL,
	"prefix" text NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "record_numbers_workspace_id_prefix_pk" PRIMARY KEY("workspace_id","prefix")
);
--> statement-breakpoint
CREATE TABLE "record_visits" (
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "record_visits_workspace_id_member_id_record_id_pk" PRIMARY KEY("workspace_id","member_id","record_id")
);
--> statement-breakpoint
CREATE TABLE "record_watchers" (
	"workspace_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "record_watchers_workspace_id_record_id_member_id_pk" PRIMARY KEY("workspace_id","record_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "records" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"type" text NOT NULL,
	"prefix" text NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"state_group" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"team_id" uuid,
	"text" text DEFAULT '' NOT NULL,
	"written" text DEFAULT '' NOT NULL,
	"created_by_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "records_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "signoffs" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"member_id" uuid NOT NULL,
	"side" text NOT NULL,
	"verdict" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"signed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "signoffs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"repository" text NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"url" text NOT NULL,
	"branch" text NOT NULL,
	"author" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"merged_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "changes_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "github_connections" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"team_id" uuid,
	"actor_id" uuid NOT NULL,
	"created_by_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_heard_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "github_connections_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "github_deliveries" (
	"workspace_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"id" text NOT NULL,
	"event" text NOT NULL,
	"repository" text NOT NULL,
	"outcome" text NOT NULL,
	"says" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "github_deliveries_workspace_id_connection_id_id_pk" PRIMARY KEY("workspace_id","connection_id","id")
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"workspace_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"issue" integer,
	"source" jsonb NOT NULL,
	"outcome" text DEFAULT 'waiting' NOT NULL,
	"problem" text,
	"record_id" uuid,
	"key" text,
	CONSTRAINT "import_rows_workspace_id_import_id_number_pk" PRIMARY KEY("workspace_id","import_id","number")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"team_id" uuid,
	"mapping" jsonb NOT NULL,
	"columns" text[] NOT NULL,
	"problem" text,
	"token" text,
	"started_by_id" uuid NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "imports_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "work_labels" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"colour" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "work_labels_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "work_states" (
	"workspace_id" uuid NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"state_group" text NOT NULL,
	"place" integer NOT NULL,
	"team_id" uuid,
	CONSTRAINT "work_states_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "work_item_assignees" (
	"workspace_id" uuid NOT NULL,
	"work_item_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "work_item_assignees_workspace_id_work_item_id_member_id_pk" PRIMARY KEY("workspace_id","work_item_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "work_item_labels" (
	"workspace_id" uuid NOT NULL,
	"work_item_id" uuid NOT NULL,
	"label_id" uuid NOT NULL,
	CONSTRAINT "work_item_labels_workspace_id_work_item_id_label_id_pk" PRIMARY KEY("workspace_id","work_item_id","label_id")
);
--> statement-breakpoint
CREATE TABLE "work_items" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"team_id" uuid,
	"type" text NOT NULL,
	"state_id" text NOT NULL,
	"state_group" text NOT NULL,
	"priority" smallint NOT NULL,
	"estimate" double precision,
	"due_on" date,
	"parent_id" uuid,
	"line_id" uuid,
	"position" text collate "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	"source_system" text,
	"source_id" text,
	"source_url" text,
	"awaited_parent" text,
	"source_print" text,
	"source_body_print" text,
	"import_id" uuid,
	"imported_at" timestamp (3) with time zone,
	CONSTRAINT "work_items_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "work_view_favourites" (
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"view_id" uuid NOT NULL,
	CONSTRAINT "work_view_favourites_workspace_id_member_id_view_id_pk" PRIMARY KEY("workspace_id","member_id","view_id")
);
--> statement-breakpoint
CREATE TABLE "work_views" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" jsonb NOT NULL,
	"is_shared" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "work_views_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "dashboard_readers" (
	"workspace_id" uuid NOT NULL,
	"dashboard_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"sent_for" date,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "dashboard_readers_workspace_id_dashboard_id_member_id_pk" PRIMARY KEY("workspace_id","dashboard_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "dashboard_shares" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"dashboard_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"taken_back_at" timestamp (3) with time zone,
	"created_by_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "dashboard_shares_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "dashboards" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"tiles" jsonb NOT NULL,
	"edited_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "dashboards_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "metric_alert_crossings" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"watches" text NOT NULL,
	"bound" double precision,
	"day" date NOT NULL,
	"value" double precision NOT NULL,
	"usual_low" double precision,
	"usual_high" double precision,
	"was_snoozed" boolean NOT NULL,
	"back_on" date,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "metric_alert_crossings_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "metric_alerts" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"watches" text NOT NULL,
	"bound" double precision,
	"member_ids" uuid[] NOT NULL,
	"webhook_url" text,
	"webhook_host" text,
	"is_crossed" boolean NOT NULL,
	"snoozed_until" timestamp (3) with time zone,
	"created_by_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "metric_alerts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "metric_queries" (
	"workspace_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"connection" text NOT NULL,
	"host" text NOT NULL,
	"database" text NOT NULL,
	"user_name" text NOT NULL,
	"statement" text NOT NULL,
	"last_run_at" timestamp (3) with time zone,
	"last_problem" text,
	"set_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "metric_queries_workspace_id_metric_id_pk" PRIMARY KEY("workspace_id","metric_id")
);
--> statement-breakpoint
CREATE TABLE "metric_inputs" (
	"workspace_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"input_id" uuid NOT NULL,
	CONSTRAINT "metric_inputs_workspace_id_metric_id_input_id_pk" PRIMARY KEY("workspace_id","metric_id","input_id")
);
--> statement-breakpoint
CREATE TABLE "metric_redefinitions" (
	"workspace_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"day" date NOT NULL,
	"fields" text[] NOT NULL,
	CONSTRAINT "metric_redefinitions_workspace_id_metric_id_at_pk" PRIMARY KEY("workspace_id","metric_id","at")
);
--> statement-breakpoint
CREATE TABLE "metric_values" (
	"workspace_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"day" date NOT NULL,
	"value" double precision NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"source" text NOT NULL,
	"by_id" uuid,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "metric_values_workspace_id_metric_id_day_pk" PRIMARY KEY("workspace_id","metric_id","day")
);
--> statement-breakpoint
CREATE TABLE "metrics" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"definition" text NOT NULL,
	"unit" text NOT NULL,
	"digits" integer NOT NULL,
	"kind" text NOT NULL,
	"direction" text NOT NULL,
	"target" double precision,
	"low" double precision,
	"high" double precision,
	"at_risk_at" double precision,
	"off_track_at" double precision,
	"is_guardrail" boolean NOT NULL,
	"preset" text,
	"source" text NOT NULL,
	"formula" text,
	"matures_after_days" integer DEFAULT 0 NOT NULL,
	"product_owner_id" uuid,
	"engineering_owner_id" uuid,
	"edited_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "metrics_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "product_intake_hours" (
	"workspace_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
	"accepted" integer NOT NULL,
	"repeated" integer NOT NULL,
	"refused" integer NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "product_intake_hours_workspace_id_project_id_hour_pk" PRIMARY KEY("workspace_id","project_id","hour")
);
--> statement-breakpoint
CREATE TABLE "product_inbox" (
	"workspace_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "product_inbox_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"received_at" timestamp (3) with time zone NOT NULL,
	"distinct_id" text NOT NULL,
	"body" text NOT NULL,
	"person_id" uuid,
	"stuck" text,
	CONSTRAINT "product_inbox_workspace_id_project_id_id_pk" PRIMARY KEY("workspace_id","project_id","id")
);
--> statement-breakpoint
CREATE TABLE "product_rejections" (
	"workspace_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"says" text NOT NULL,
	"sample" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "product_rejections_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "product_distinct_ids" (
	"workspace_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"distinct_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "product_distinct_ids_workspace_id_project_id_distinct_id_pk" PRIMARY KEY("workspace_id","project_id","distinct_id")
);
--> statement-breakpoint
CREATE TABLE "product_erasures" (
	"workspace_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "product_erasures_workspace_id_project_id_person_id_pk" PRIMARY KEY("workspace_id","project_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "product_groups" (
	"workspace_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"type" text NOT NULL,
	"key" text NOT NULL,
	"properties" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"is_copied" boolean DEFAULT false NOT NULL,
	CONSTRAINT "product_groups_workspace_id_project_id_type_key_pk" PRIMARY KEY("workspace_id","project_id","type","key")
);
--> statement-breakpoint
CREATE TABLE "product_people" (
	"workspace_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"is_identified" boolean NOT NULL,
	"properties" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"is_copied" boolean DEFAULT false NOT NULL,
	CONSTRAINT "product_people_workspace_id_project_id_id_pk" PRIMARY KEY("workspace_id","project_id","id")
);
--> statement-breakpoint
CREATE TABLE "product_person_merges" (
	"workspace_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"old_person_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"is_copied" boolean NOT NULL,
	CONSTRAINT "product_person_merges_workspace_id_project_id_old_person_id_pk" PRIMARY KEY("workspace_id","project_id","old_person_id")
);
--> statement-breakpoint
CREATE TABLE "product_projects" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"key" text NOT NULL,
	"origins" text[] DEFAULT '{}' NOT NULL,
	"keeps_ip" boolean DEFAULT false NOT NULL,
	"denied_properties" text[] DEFAULT '{}' NOT NULL,
	"retention_days" integer,
	"created_by_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "product_projects_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "cohorts" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"rule" jsonb NOT NULL,
	"edited_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "cohorts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "question_feeds" (
	"workspace_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"line" text NOT NULL,
	"since" date,
	"set_by_id" uuid NOT NULL,
	"counted_at" timestamp (3) with time zone,
	"last_problem" text,
	CONSTRAINT "question_feeds_workspace_id_metric_id_pk" PRIMARY KEY("workspace_id","metric_id")
);
--> statement-breakpoint
CREATE TABLE "question_versions" (
	"workspace_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"asking" jsonb NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "question_versions_workspace_id_question_id_number_pk" PRIMARY KEY("workspace_id","question_id","number")
);
--> statement-breakpoint
CREATE TABLE "questions" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"asking" jsonb NOT NULL,
	"edited_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "questions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "effect_readings" (
	"workspace_id" uuid NOT NULL,
	"release_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"horizon_days" integer NOT NULL,
	"role" text NOT NULL,
	"before_from" date NOT NULL,
	"before_to" date NOT NULL,
	"before_n" integer NOT NULL,
	"before_mean" double precision,
	"after_from" date NOT NULL,
	"after_to" date NOT NULL,
	"after_n" integer NOT NULL,
	"after_mean" double precision,
	"judged" jsonb NOT NULL,
	"meanwhile" jsonb NOT NULL,
	"adjusted_p" double precision,
	"read_at_once" integer NOT NULL,
	"outcome" text NOT NULL,
	"look_again_on" date,
	"read_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "effect_readings_workspace_id_release_id_metric_id_horizon_days_pk" PRIMARY KEY("workspace_id","release_id","metric_id","horizon_days")
);
--> statement-breakpoint
CREATE TABLE "release_effects" (
	"workspace_id" uuid NOT NULL,
	"release_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"metric_id" uuid NOT NULL,
	"direction" text NOT NULL,
	"size" double precision NOT NULL,
	"measure" text NOT NULL,
	"window_days" integer NOT NULL,
	"control_metric_id" uuid,
	"reason" text NOT NULL,
	"record_version" integer NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "release_effects_workspace_id_release_id_revision_pk" PRIMARY KEY("workspace_id","release_id","revision")
);
--> statement-breakpoint
CREATE TABLE "release_guardrails" (
	"workspace_id" uuid NOT NULL,
	"release_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"metric_id" uuid NOT NULL,
	CONSTRAINT "release_guardrails_workspace_id_release_id_revision_metric_id_pk" PRIMARY KEY("workspace_id","release_id","revision","metric_id")
);
--> statement-breakpoint
CREATE TABLE "releases" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" text NOT NULL,
	"name" text NOT NULL,
	"planned_on" date,
	"shipped_at" timestamp (3) with time zone,
	"shipped_on" date,
	"shipped_because" text,
	"withdrawn_because" text,
	"product_lead_id" uuid,
	"engineering_lead_id" uuid,
	"target" text NOT NULL,
	"notes" text NOT NULL,
	"url" text,
	"repository" text,
	"tag" text,
	"stands_at" timestamp (3) with time zone NOT NULL,
	"edited_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "releases_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "success_review_delays" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"review_id" uuid NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"reason" text NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "success_review_delays_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "success_review_people" (
	"workspace_id" uuid NOT NULL,
	"review_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "success_review_people_workspace_id_review_id_member_id_pk" PRIMARY KEY("workspace_id","review_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "success_review_surprises" (
	"workspace_id" uuid NOT NULL,
	"review_id" uuid NOT NULL,
	"side" text NOT NULL,
	"text" text NOT NULL,
	"by_id" uuid NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"is_handed_in" boolean DEFAULT false NOT NULL,
	CONSTRAINT "success_review_surprises_workspace_id_review_id_side_pk" PRIMARY KEY("workspace_id","review_id","side")
);
--> statement-breakpoint
CREATE TABLE "success_reviews" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"release_id" uuid NOT NULL,
	"window_days" integer NOT NULL,
	"due_on" date NOT NULL,
	"reminded_on" date,
	"facilitator_id" uuid,
	"revealed_at" timestamp (3) with time zone,
	"verdict" text,
	"learned" text DEFAULT '' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"owner_id" uuid,
	"follow_up_on" date,
	"decided_by_id" uuid,
	"decided_at" timestamp (3) with time zone,
	"facts" jsonb,
	CONSTRAINT "success_reviews_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "roadmap_changes" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"initiative_id" uuid NOT NULL,
	"what" text NOT NULL,
	"from_words" text NOT NULL,
	"to_words" text NOT NULL,
	"reason" text NOT NULL,
	"because_of_constraint" boolean NOT NULL,
	"after_start" boolean NOT NULL,
	"by_id" uuid,
	"agreed" uuid[] NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "roadmap_changes_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "roadmap_commitments" (
	"workspace_id" uuid NOT NULL,
	"board_column" text NOT NULL,
	"commitment" text NOT NULL,
	CONSTRAINT "roadmap_commitments_workspace_id_board_column_pk" PRIMARY KEY("workspace_id","board_column")
);
--> statement-breakpoint
CREATE TABLE "initiative_quotes" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"initiative_id" uuid NOT NULL,
	"quote" text NOT NULL,
	"source" text NOT NULL,
	"record_id" uuid,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "initiative_quotes_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "feasibilities" (
	"workspace_id" uuid NOT NULL,
	"initiative_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"low_days" double precision NOT NULL,
	"high_days" double precision NOT NULL,
	"confidence" text NOT NULL,
	"requirements" text NOT NULL,
	"constraints" text NOT NULL,
	"unknowns" text NOT NULL,
	"date_risk" text NOT NULL,
	"date_risk_why" text NOT NULL,
	"author_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"asked_at" timestamp (3) with time zone,
	CONSTRAINT "feasibilities_workspace_id_initiative_id_version_pk" PRIMARY KEY("workspace_id","initiative_id","version")
);
--> statement-breakpoint
CREATE TABLE "initiatives" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"board_column" text NOT NULL,
	"rank" double precision NOT NULL,
	"product_owner_id" uuid,
	"engineering_owner_id" uuid,
	"target_on" date,
	"value" text DEFAULT '' NOT NULL,
	"effect_metric_id" uuid,
	"effect_direction" text,
	"effect_size" double precision,
	"effect_measure" text,
	"effect_window_days" integer,
	"said_version" integer DEFAULT 0 NOT NULL,
	"said_by_id" uuid,
	"said_at" timestamp (3) with time zone,
	"feasibility_asked_at" timestamp (3) with time zone,
	"feasibility_version" integer DEFAULT 0 NOT NULL,
	"begun_at" timestamp (3) with time zone,
	"verdict" text,
	"verdict_summary" text DEFAULT '' NOT NULL,
	"verdict_review_id" uuid,
	"verdict_at" timestamp (3) with time zone,
	CONSTRAINT "initiatives_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "shout_out_reactions" (
	"workspace_id" uuid NOT NULL,
	"shout_out_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"emoji" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "shout_out_reactions_workspace_id_shout_out_id_member_id_emoji_pk" PRIMARY KEY("workspace_id","shout_out_id","member_id","emoji")
);
--> statement-breakpoint
CREATE TABLE "shout_out_recipients" (
	"workspace_id" uuid NOT NULL,
	"shout_out_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "shout_out_recipients_workspace_id_shout_out_id_member_id_pk" PRIMARY KEY("workspace_id","shout_out_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "shout_outs" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"message" text NOT NULL,
	"value" text,
	"given_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "shout_outs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "check_in_answers" (
	"workspace_id" uuid NOT NULL,
	"check_in_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"side" text NOT NULL,
	"confidence" integer NOT NULL,
	"sentence" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"after_reveal" boolean NOT NULL,
	CONSTRAINT "check_in_answers_workspace_id_check_in_id_member_id_pk" PRIMARY KEY("workspace_id","check_in_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "check_in_nudges" (
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"week" date NOT NULL,
	CONSTRAINT "check_in_nudges_workspace_id_member_id_week_pk" PRIMARY KEY("workspace_id","member_id","week")
);
--> statement-breakpoint
CREATE TABLE "check_ins" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key_result_id" uuid NOT NULL,
	"week" date NOT NULL,
	"value" double precision,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"revealed_at" timestamp (3) with time zone,
	"product" real,
	"engineering" real,
	"gap" real,
	CONSTRAINT "check_ins_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "key_result_readings" (
	"workspace_id" uuid NOT NULL,
	"key_result_id" uuid NOT NULL,
	"on" date NOT NULL,
	"value" double precision NOT NULL,
	"source" text NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "key_result_readings_workspace_id_key_result_id_on_pk" PRIMARY KEY("workspace_id","key_result_id","on")
);
--> statement-breakpoint
CREATE TABLE "key_results" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"objective_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"start" double precision NOT NULL,
	"target" double precision NOT NULL,
	"unit" text NOT NULL,
	"starts_on" date NOT NULL,
	"due_on" date NOT NULL,
	"source" text NOT NULL,
	"metric_id" uuid,
	"metric_days" integer DEFAULT 1 NOT NULL,
	"value" double precision,
	"value_on" date,
	"delivered_on" date,
	"status" text,
	"reached_at" timestamp (3) with time zone,
	"grade" real,
	"grade_note" text DEFAULT '' NOT NULL,
	"rolled_to_id" uuid,
	"dropped_at" timestamp (3) with time zone,
	"verdict" text,
	"verdict_review_id" uuid,
	"verdict_at" timestamp (3) with time zone,
	CONSTRAINT "key_results_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "objectives" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"cycle" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"state" text NOT NULL,
	"product_owner_id" uuid,
	"engineering_owner_id" uuid,
	"activated_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"grade" real,
	"end_note" text DEFAULT '' NOT NULL,
	"reaffirm_since" timestamp (3) with time zone,
	"rolled_from_id" uuid,
	CONSTRAINT "objectives_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "clauses" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"vision_id" uuid NOT NULL,
	"section" text NOT NULL,
	"position" integer NOT NULL,
	"added_in" integer NOT NULL,
	"changed_in" integer NOT NULL,
	"retired_in" integer,
	CONSTRAINT "clauses_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "vision_drafts" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"revision" integer NOT NULL,
	"sentence" text NOT NULL,
	"north_star_id" uuid,
	"clauses" jsonb NOT NULL,
	"edited_by_id" uuid,
	"edited_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vision_versions" (
	"workspace_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"vision_id" uuid NOT NULL,
	"sentence" text NOT NULL,
	"north_star_id" uuid,
	"clauses" jsonb NOT NULL,
	"author_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	"published_by_id" uuid,
	CONSTRAINT "vision_versions_workspace_id_number_pk" PRIMARY KEY("workspace_id","number")
);
--> statement-breakpoint
CREATE TABLE "visions" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"published_number" integer,
	CONSTRAINT "visions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sso_provider" ADD CONSTRAINT "sso_provider_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "two_factor" ADD CONSTRAINT "two_factor_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_deliveries" ADD CONSTRAINT "event_deliveries_workspace_id_event_number_events_workspace_id_number_fk" FOREIGN KEY ("workspace_id","event_number") REFERENCES "public"."events"("workspace_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reactions" ADD CONSTRAINT "comment_reactions_workspace_id_comment_id_comments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","comment_id") REFERENCES "public"."comments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reactions" ADD CONSTRAINT "comment_reactions_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_workspace_id_record_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","record_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_workspace_id_thread_id_comments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","thread_id") REFERENCES "public"."comments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_workspace_id_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_versions" ADD CONSTRAINT "document_versions_workspace_id_record_id_documents_workspace_id_record_id_fk" FOREIGN KEY ("workspace_id","record_id") REFERENCES "public"."documents"("workspace_id","record_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_workspace_id_record_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","record_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_workspace_id_edited_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","edited_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_workspace_id_record_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","record_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_workspace_id_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_workspace_id_from_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","from_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_workspace_id_to_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","to_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_rhythms" ADD CONSTRAINT "notification_rhythms_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_workspace_id_record_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","record_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_workspace_id_created_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_workspace_id_created_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_visits" ADD CONSTRAINT "record_visits_workspace_id_record_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","record_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_watchers" ADD CONSTRAINT "record_watchers_workspace_id_record_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","record_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_watchers" ADD CONSTRAINT "record_watchers_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signoffs" ADD CONSTRAINT "signoffs_workspace_id_record_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","record_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signoffs" ADD CONSTRAINT "signoffs_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_workspace_id_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "github_connections" ADD CONSTRAINT "github_connections_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "github_connections" ADD CONSTRAINT "github_connections_workspace_id_actor_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","actor_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "github_connections" ADD CONSTRAINT "github_connections_workspace_id_created_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "github_deliveries" ADD CONSTRAINT "github_deliveries_workspace_id_connection_id_github_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."github_connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_workspace_id_import_id_imports_workspace_id_id_fk" FOREIGN KEY ("workspace_id","import_id") REFERENCES "public"."imports"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_workspace_id_started_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","started_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_labels" ADD CONSTRAINT "work_labels_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_states" ADD CONSTRAINT "work_states_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_states" ADD CONSTRAINT "work_states_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_item_assignees" ADD CONSTRAINT "work_item_assignees_workspace_id_work_item_id_work_items_workspace_id_id_fk" FOREIGN KEY ("workspace_id","work_item_id") REFERENCES "public"."work_items"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_item_assignees" ADD CONSTRAINT "work_item_assignees_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_item_labels" ADD CONSTRAINT "work_item_labels_workspace_id_work_item_id_work_items_workspace_id_id_fk" FOREIGN KEY ("workspace_id","work_item_id") REFERENCES "public"."work_items"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_item_labels" ADD CONSTRAINT "work_item_labels_workspace_id_label_id_work_labels_workspace_id_id_fk" FOREIGN KEY ("workspace_id","label_id") REFERENCES "public"."work_labels"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_items" ADD CONSTRAINT "work_items_workspace_id_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_items" ADD CONSTRAINT "work_items_workspace_id_line_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","line_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_items" ADD CONSTRAINT "work_items_workspace_id_parent_id_work_items_workspace_id_id_fk" FOREIGN KEY ("workspace_id","parent_id") REFERENCES "public"."work_items"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_items" ADD CONSTRAINT "work_items_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_view_favourites" ADD CONSTRAINT "work_view_favourites_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_view_favourites" ADD CONSTRAINT "work_view_favourites_workspace_id_view_id_work_views_workspace_id_id_fk" FOREIGN KEY ("workspace_id","view_id") REFERENCES "public"."work_views"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_views" ADD CONSTRAINT "work_views_workspace_id_owner_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dashboard_readers" ADD CONSTRAINT "dashboard_readers_workspace_id_dashboard_id_dashboards_workspace_id_id_fk" FOREIGN KEY ("workspace_id","dashboard_id") REFERENCES "public"."dashboards"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dashboard_readers" ADD CONSTRAINT "dashboard_readers_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dashboard_shares" ADD CONSTRAINT "dashboard_shares_workspace_id_dashboard_id_dashboards_workspace_id_id_fk" FOREIGN KEY ("workspace_id","dashboard_id") REFERENCES "public"."dashboards"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dashboard_shares" ADD CONSTRAINT "dashboard_shares_workspace_id_created_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dashboards" ADD CONSTRAINT "dashboards_workspace_id_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_alert_crossings" ADD CONSTRAINT "metric_alert_crossings_workspace_id_metric_id_metrics_workspace_id_id_fk" FOREIGN KEY ("workspace_id","metric_id") REFERENCES "public"."metrics"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_alerts" ADD CONSTRAINT "metric_alerts_workspace_id_metric_id_metrics_workspace_id_id_fk" FOREIGN KEY ("workspace_id","metric_id") REFERENCES "public"."metrics"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_alerts" ADD CONSTRAINT "metric_alerts_workspace_id_created_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_queries" ADD CONSTRAINT "metric_queries_workspace_id_metric_id_metrics_workspace_id_id_fk" FOREIGN KEY ("workspace_id","metric_id") REFERENCES "public"."metrics"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_inputs" ADD CONSTRAINT "metric_inputs_workspace_id_metric_id_metrics_workspace_id_id_fk" FOREIGN KEY ("workspace_id","metric_id") REFERENCES "public"."metrics"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_inputs" ADD CONSTRAINT "metric_inputs_workspace_id_input_id_metrics_workspace_id_id_fk" FOREIGN KEY ("workspace_id","input_id") REFERENCES "public"."metrics"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_redefinitions" ADD CONSTRAINT "metric_redefinitions_workspace_id_metric_id_metrics_workspace_id_id_fk" FOREIGN KEY ("workspace_id","metric_id") REFERENCES "public"."metrics"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_values" ADD CONSTRAINT "metric_values_workspace_id_metric_id_metrics_workspace_id_id_fk" FOREIGN KEY ("workspace_id","metric_id") REFERENCES "public"."metrics"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_values" ADD CONSTRAINT "metric_values_workspace_id_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metrics" ADD CONSTRAINT "metrics_workspace_id_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metrics" ADD CONSTRAINT "metrics_workspace_id_product_owner_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","product_owner_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metrics" ADD CONSTRAINT "metrics_workspace_id_engineering_owner_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","engineering_owner_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_intake_hours" ADD CONSTRAINT "product_intake_hours_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_rejections" ADD CONSTRAINT "product_rejections_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_distinct_ids" ADD CONSTRAINT "product_distinct_ids_workspace_id_project_id_person_id_product_people_workspace_id_project_id_id_fk" FOREIGN KEY ("workspace_id","project_id","person_id") REFERENCES "public"."product_people"("workspace_id","project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_erasures" ADD CONSTRAINT "product_erasures_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_groups" ADD CONSTRAINT "product_groups_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_people" ADD CONSTRAINT "product_people_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_person_merges" ADD CONSTRAINT "product_person_merges_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_projects" ADD CONSTRAINT "product_projects_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_projects" ADD CONSTRAINT "product_projects_workspace_id_created_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohorts" ADD CONSTRAINT "cohorts_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_feeds" ADD CONSTRAINT "question_feeds_workspace_id_metric_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","metric_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_feeds" ADD CONSTRAINT "question_feeds_workspace_id_question_id_questions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","question_id") REFERENCES "public"."questions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_feeds" ADD CONSTRAINT "question_feeds_workspace_id_set_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","set_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_versions" ADD CONSTRAINT "question_versions_workspace_id_question_id_questions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","question_id") REFERENCES "public"."questions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_versions" ADD CONSTRAINT "question_versions_workspace_id_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_workspace_id_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "effect_readings" ADD CONSTRAINT "effect_readings_workspace_id_release_id_releases_workspace_id_id_fk" FOREIGN KEY ("workspace_id","release_id") REFERENCES "public"."releases"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "effect_readings" ADD CONSTRAINT "effect_readings_workspace_id_metric_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","metric_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_effects" ADD CONSTRAINT "release_effects_workspace_id_release_id_releases_workspace_id_id_fk" FOREIGN KEY ("workspace_id","release_id") REFERENCES "public"."releases"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_effects" ADD CONSTRAINT "release_effects_workspace_id_metric_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","metric_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_effects" ADD CONSTRAINT "release_effects_workspace_id_control_metric_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","control_metric_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_effects" ADD CONSTRAINT "release_effects_workspace_id_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_guardrails" ADD CONSTRAINT "release_guardrails_workspace_id_release_id_revision_release_effects_workspace_id_release_id_revision_fk" FOREIGN KEY ("workspace_id","release_id","revision") REFERENCES "public"."release_effects"("workspace_id","release_id","revision") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_guardrails" ADD CONSTRAINT "release_guardrails_workspace_id_metric_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","metric_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_workspace_id_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_workspace_id_product_lead_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","product_lead_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_workspace_id_engineering_lead_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","engineering_lead_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "success_review_delays" ADD CONSTRAINT "success_review_delays_workspace_id_review_id_success_reviews_workspace_id_id_fk" FOREIGN KEY ("workspace_id","review_id") REFERENCES "public"."success_reviews"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "success_review_delays" ADD CONSTRAINT "success_review_delays_workspace_id_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "success_review_people" ADD CONSTRAINT "success_review_people_workspace_id_review_id_success_reviews_workspace_id_id_fk" FOREIGN KEY ("workspace_id","review_id") REFERENCES "public"."success_reviews"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "success_review_people" ADD CONSTRAINT "success_review_people_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "success_review_surprises" ADD CONSTRAINT "success_review_surprises_workspace_id_review_id_success_reviews_workspace_id_id_fk" FOREIGN KEY ("workspace_id","review_id") REFERENCES "public"."success_reviews"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "success_review_surprises" ADD CONSTRAINT "success_review_surprises_workspace_id_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "success_reviews" ADD CONSTRAINT "success_reviews_workspace_id_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "success_reviews" ADD CONSTRAINT "success_reviews_workspace_id_release_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","release_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "success_reviews" ADD CONSTRAINT "success_reviews_workspace_id_facilitator_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","facilitator_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "success_reviews" ADD CONSTRAINT "success_reviews_workspace_id_owner_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "success_reviews" ADD CONSTRAINT "success_reviews_workspace_id_decided_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","decided_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roadmap_changes" ADD CONSTRAINT "roadmap_changes_workspace_id_initiative_id_initiatives_workspace_id_id_fk" FOREIGN KEY ("workspace_id","initiative_id") REFERENCES "public"."initiatives"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roadmap_changes" ADD CONSTRAINT "roadmap_changes_workspace_id_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roadmap_commitments" ADD CONSTRAINT "roadmap_commitments_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "initiative_quotes" ADD CONSTRAINT "initiative_quotes_workspace_id_initiative_id_initiatives_workspace_id_id_fk" FOREIGN KEY ("workspace_id","initiative_id") REFERENCES "public"."initiatives"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "initiative_quotes" ADD CONSTRAINT "initiative_quotes_workspace_id_record_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","record_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "initiative_quotes" ADD CONSTRAINT "initiative_quotes_workspace_id_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feasibilities" ADD CONSTRAINT "feasibilities_workspace_id_initiative_id_initiatives_workspace_id_id_fk" FOREIGN KEY ("workspace_id","initiative_id") REFERENCES "public"."initiatives"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feasibilities" ADD CONSTRAINT "feasibilities_workspace_id_author_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","author_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "initiatives" ADD CONSTRAINT "initiatives_workspace_id_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "initiatives" ADD CONSTRAINT "initiatives_workspace_id_product_owner_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","product_owner_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "initiatives" ADD CONSTRAINT "initiatives_workspace_id_engineering_owner_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","engineering_owner_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "initiatives" ADD CONSTRAINT "initiatives_workspace_id_said_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","said_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "initiatives" ADD CONSTRAINT "initiatives_workspace_id_effect_metric_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","effect_metric_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shout_out_reactions" ADD CONSTRAINT "shout_out_reactions_workspace_id_shout_out_id_shout_outs_workspace_id_id_fk" FOREIGN KEY ("workspace_id","shout_out_id") REFERENCES "public"."shout_outs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shout_out_reactions" ADD CONSTRAINT "shout_out_reactions_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shout_out_recipients" ADD CONSTRAINT "shout_out_recipients_workspace_id_shout_out_id_shout_outs_workspace_id_id_fk" FOREIGN KEY ("workspace_id","shout_out_id") REFERENCES "public"."shout_outs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shout_out_recipients" ADD CONSTRAINT "shout_out_recipients_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shout_outs" ADD CONSTRAINT "shout_outs_workspace_id_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shout_outs" ADD CONSTRAINT "shout_outs_workspace_id_from_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","from_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_in_answers" ADD CONSTRAINT "check_in_answers_workspace_id_check_in_id_check_ins_workspace_id_id_fk" FOREIGN KEY ("workspace_id","check_in_id") REFERENCES "public"."check_ins"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_in_answers" ADD CONSTRAINT "check_in_answers_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_in_nudges" ADD CONSTRAINT "check_in_nudges_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_workspace_id_key_result_id_key_results_workspace_id_id_fk" FOREIGN KEY ("workspace_id","key_result_id") REFERENCES "public"."key_results"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_result_readings" ADD CONSTRAINT "key_result_readings_workspace_id_key_result_id_key_results_workspace_id_id_fk" FOREIGN KEY ("workspace_id","key_result_id") REFERENCES "public"."key_results"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_result_readings" ADD CONSTRAINT "key_result_readings_workspace_id_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_results" ADD CONSTRAINT "key_results_workspace_id_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_results" ADD CONSTRAINT "key_results_workspace_id_objective_id_objectives_workspace_id_id_fk" FOREIGN KEY ("workspace_id","objective_id") REFERENCES "public"."objectives"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_results" ADD CONSTRAINT "key_results_workspace_id_metric_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","metric_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_results" ADD CONSTRAINT "key_results_workspace_id_rolled_to_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","rolled_to_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_results" ADD CONSTRAINT "key_results_workspace_id_verdict_review_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","verdict_review_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objectives" ADD CONSTRAINT "objectives_workspace_id_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objectives" ADD CONSTRAINT "objectives_workspace_id_product_owner_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","product_owner_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objectives" ADD CONSTRAINT "objectives_workspace_id_engineering_owner_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","engineering_owner_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objectives" ADD CONSTRAINT "objectives_workspace_id_rolled_from_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","rolled_from_id") REFERENCES "public"."records"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clauses" ADD CONSTRAINT "clauses_workspace_id_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clauses" ADD CONSTRAINT "clauses_workspace_id_vision_id_visions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","vision_id") REFERENCES "public"."visions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vision_drafts" ADD CONSTRAINT "vision_drafts_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vision_drafts" ADD CONSTRAINT "vision_drafts_workspace_id_edited_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","edited_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vision_versions" ADD CONSTRAINT "vision_versions_workspace_id_vision_id_visions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","vision_id") REFERENCES "public"."visions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vision_versions" ADD CONSTRAINT "vision_versions_workspace_id_author_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","author_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vision_versions" ADD CONSTRAINT "vision_versions_workspace_id_published_by_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","published_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visions" ADD CONSTRAINT "visions_workspace_id_id_records_workspace_id_id_fk" FOREIGN KEY ("workspace_id","id") REFERENCES "public"."records"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_of_user" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "account_at_provider" ON "account" USING btree ("provider_id","account_id");--> statement-breakpoint
CREATE INDEX "session_of_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_by_end" ON "session" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sso_provider_of_workspace" ON "sso_provider" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "two_factor_of_user" ON "two_factor" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "two_factor_by_secret" ON "two_factor" USING btree ("secret");--> statement-breakpoint
CREATE INDEX "verification_by_identifier" ON "verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "verification_by_end" ON "verification" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "answered_commands_by_age" ON "answered_commands" USING btree ("at");--> statement-breakpoint
CREATE INDEX "event_deliveries_due" ON "event_deliveries" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "events_of_record" ON "events" USING btree ("workspace_id","record_id","number");--> statement-breakpoint
CREATE INDEX "events_of_other_record" ON "events" USING btree ("workspace_id","other_record_id","number");--> statement-breakpoint
CREATE INDEX "letters_by_age" ON "letters" USING btree ("kept_at");--> statement-breakpoint
CREATE INDEX "letters_to" ON "letters" USING btree ("to");--> statement-breakpoint
CREATE INDEX "comments_of_record" ON "comments" USING btree ("workspace_id","record_id","at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "comments_by_source" ON "comments" USING btree ("workspace_id","record_id","source_id");--> statement-breakpoint
CREATE INDEX "comments_of_import" ON "comments" USING btree ("workspace_id","import_id") WHERE import_id is not null;--> statement-breakpoint
CREATE INDEX "comments_of_thread" ON "comments" USING btree ("workspace_id","thread_id","at","id");--> statement-breakpoint
CREATE INDEX "document_versions_newest" ON "document_versions" USING btree ("workspace_id","record_id","number");--> statement-breakpoint
CREATE INDEX "files_of_record" ON "files" USING btree ("workspace_id","record_id","at","id");--> statement-breakpoint
CREATE INDEX "files_to_sweep" ON "files" USING btree ("removed_at") WHERE removed_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "links_once" ON "links" USING btree ("workspace_id","from_id","to_id","kind");--> statement-breakpoint
CREATE INDEX "links_downward" ON "links" USING btree ("workspace_id","to_id","kind","from_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "notifications" USING btree ("workspace_id","member_id","because");--> statement-breakpoint
CREATE INDEX "notifications_newest" ON "notifications" USING btree ("workspace_id","member_id","shown_at","id");--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("workspace_id","member_id") WHERE read_at is null and archived_at is null and in_inbox;--> statement-breakpoint
CREATE INDEX "notifications_to_mail" ON "notifications" USING btree ("mail_due_at") WHERE mail_due_at is not null and mailed_at is null;--> statement-breakpoint
CREATE INDEX "notifications_snoozed" ON "notifications" USING btree ("snoozed_until") WHERE snoozed_until is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "members_one_per_user" ON "members" USING btree ("workspace_id","user_id");--> statement-breakpoint
CREATE INDEX "members_of_user" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "team_members_of_member" ON "team_members" USING btree ("workspace_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "teams_prefix" ON "teams" USING btree ("workspace_id","prefix");--> statement-breakpoint
CREATE INDEX "api_tokens_of_member" ON "api_tokens" USING btree ("workspace_id","member_id");--> statement-breakpoint
CREATE INDEX "record_visits_recent" ON "record_visits" USING btree ("workspace_id","member_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "records_key" ON "records" USING btree ("workspace_id","prefix","number");--> statement-breakpoint
CREATE INDEX "records_by_type" ON "records" USING btree ("workspace_id","type","updated_at","id");--> statement-breakpoint
CREATE INDEX "records_title" ON "records" USING gin ("title" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "records_text" ON "records" USING gin (to_tsvector('simple', "title" || ' ' || "text" || ' ' || "written"));--> statement-breakpoint
CREATE UNIQUE INDEX "signoffs_once" ON "signoffs" USING btree ("workspace_id","record_id","version","member_id");--> statement-breakpoint
CREATE INDEX "signoffs_of_record" ON "signoffs" USING btree ("workspace_id","record_id","signed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "changes_once" ON "changes" USING btree ("workspace_id","repository","number");--> statement-breakpoint
CREATE INDEX "changes_newest" ON "changes" USING btree ("workspace_id","opened_at","id");--> statement-breakpoint
CREATE INDEX "changes_merged" ON "changes" USING btree ("workspace_id","repository","merged_at");--> statement-breakpoint
CREATE INDEX "github_deliveries_newest" ON "github_deliveries" USING btree ("workspace_id","received_at","id");--> statement-breakpoint
CREATE INDEX "import_rows_by_issue" ON "import_rows" USING btree ("workspace_id","import_id","issue") WHERE issue is not null;--> statement-breakpoint
CREATE INDEX "import_rows_by_outcome" ON "import_rows" USING btree ("workspace_id","import_id","outcome","number");--> statement-breakpoint
CREATE INDEX "imports_newest" ON "imports" USING btree ("workspace_id","started_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "work_labels_name" ON "work_labels" USING btree ("workspace_id",lower("name"));--> statement-breakpoint
CREATE INDEX "work_items_of_member" ON "work_item_assignees" USING btree ("workspace_id","member_id","work_item_id");--> statement-breakpoint
CREATE INDEX "work_items_of_label" ON "work_item_labels" USING btree ("workspace_id","label_id","work_item_id");--> statement-breakpoint
CREATE INDEX "work_items_by_position" ON "work_items" USING btree ("workspace_id","position","id") WHERE "work_items"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "work_items_by_state" ON "work_items" USING btree ("workspace_id","state_id","position","id") WHERE "work_items"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "work_items_by_team" ON "work_items" USING btree ("workspace_id","team_id","state_id","position","id") WHERE "work_items"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "work_items_by_priority" ON "work_items" USING btree ("workspace_id","priority","position","id") WHERE "work_items"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "work_items_by_age" ON "work_items" USING btree ("workspace_id","created_at","id") WHERE "work_items"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "work_items_by_change" ON "work_items" USING btree ("workspace_id","changed_at","id") WHERE "work_items"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "work_items_by_due_day" ON "work_items" USING btree ("workspace_id",(case when "due_on" is null then '9999-12-31'::date else "due_on" end),"position","id") WHERE "work_items"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "work_items_by_estimate" ON "work_items" USING btree ("workspace_id",(case when "estimate" is null then -1::float8 else "estimate" end),"id") WHERE "work_items"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "work_items_by_end" ON "work_items" USING btree ("workspace_id","closed_at") WHERE "work_items"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "work_items_by_line" ON "work_items" USING btree ("workspace_id","line_id","state_id","state_group","estimate") WHERE "work_items"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "work_items_of_parent" ON "work_items" USING btree ("workspace_id","parent_id","state_group");--> statement-breakpoint
CREATE INDEX "work_items_removed" ON "work_items" USING btree ("workspace_id","removed_at","id") WHERE "work_items"."removed_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "work_items_source" ON "work_items" USING btree ("workspace_id","source_system","source_id");--> statement-breakpoint
CREATE INDEX "work_items_awaiting" ON "work_items" USING btree ("workspace_id","source_system","awaited_parent") WHERE "work_items"."awaited_parent" is not null;--> statement-breakpoint
CREATE INDEX "work_items_of_import" ON "work_items" USING btree ("workspace_id","import_id");--> statement-breakpoint
CREATE INDEX "work_views_of_owner" ON "work_views" USING btree ("workspace_id","owner_id");--> statement-breakpoint
CREATE INDEX "dashboard_shares_of_dashboard" ON "dashboard_shares" USING btree ("workspace_id","dashboard_id");--> statement-breakpoint
CREATE INDEX "dashboard_shares_by_id" ON "dashboard_shares" USING btree ("id");--> statement-breakpoint
CREATE INDEX "metric_alert_crossings_of_metric" ON "metric_alert_crossings" USING btree ("workspace_id","metric_id","id");--> statement-breakpoint
CREATE INDEX "metric_alert_crossings_of_alert" ON "metric_alert_crossings" USING btree ("workspace_id","alert_id","back_on");--> statement-breakpoint
CREATE INDEX "metric_alerts_of_metric" ON "metric_alerts" USING btree ("workspace_id","metric_id");--> statement-breakpoint
CREATE INDEX "metrics_of_input" ON "metric_inputs" USING btree ("workspace_id","input_id");--> statement-breakpoint
CREATE INDEX "metrics_of_product_owner" ON "metrics" USING btree ("workspace_id","product_owner_id");--> statement-breakpoint
CREATE INDEX "metrics_of_engineering_owner" ON "metrics" USING btree ("workspace_id","engineering_owner_id");--> statement-breakpoint
CREATE INDEX "product_inbox_order" ON "product_inbox" USING btree ("number") WHERE "product_inbox"."stuck" is null;--> statement-breakpoint
CREATE INDEX "product_inbox_newest" ON "product_inbox" USING btree ("workspace_id","number");--> statement-breakpoint
CREATE INDEX "product_rejections_newest" ON "product_rejections" USING btree ("workspace_id","project_id","id");--> statement-breakpoint
CREATE INDEX "product_distinct_ids_of" ON "product_distinct_ids" USING btree ("workspace_id","project_id","person_id");--> statement-breakpoint
CREATE INDEX "product_groups_to_copy" ON "product_groups" USING btree ("key") WHERE not "product_groups"."is_copied";--> statement-breakpoint
CREATE INDEX "product_people_to_copy" ON "product_people" USING btree ("id") WHERE not "product_people"."is_copied";--> statement-breakpoint
CREATE INDEX "product_people_newest" ON "product_people" USING btree ("workspace_id","project_id","changed_at","id");--> statement-breakpoint
CREATE INDEX "product_person_merges_into" ON "product_person_merges" USING btree ("workspace_id","project_id","person_id");--> statement-breakpoint
CREATE INDEX "product_person_merges_to_copy" ON "product_person_merges" USING btree ("old_person_id") WHERE not "product_person_merges"."is_copied";--> statement-breakpoint
CREATE UNIQUE INDEX "product_projects_name" ON "product_projects" USING btree ("workspace_id",lower("name")) WHERE "product_projects"."removed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "product_projects_key" ON "product_projects" USING btree ("key");--> statement-breakpoint
CREATE INDEX "product_projects_removed" ON "product_projects" USING btree ("removed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "cohorts_by_name" ON "cohorts" USING btree ("workspace_id","project_id","name");--> statement-breakpoint
CREATE INDEX "question_feeds_of" ON "question_feeds" USING btree ("workspace_id","question_id");--> statement-breakpoint
CREATE INDEX "questions_newest" ON "questions" USING btree ("workspace_id","edited_at","id");--> statement-breakpoint
CREATE INDEX "effect_readings_of_metric" ON "effect_readings" USING btree ("workspace_id","metric_id");--> statement-breakpoint
CREATE INDEX "release_effects_of_metric" ON "release_effects" USING btree ("workspace_id","metric_id");--> statement-breakpoint
CREATE INDEX "releases_newest" ON "releases" USING btree ("workspace_id","stands_at","id");--> statement-breakpoint
CREATE INDEX "releases_shipped" ON "releases" USING btree ("workspace_id","shipped_on");--> statement-breakpoint
CREATE UNIQUE INDEX "releases_published" ON "releases" USING btree ("workspace_id","repository","tag") WHERE repository is not null;--> statement-breakpoint
CREATE INDEX "success_review_delays_of_review" ON "success_review_delays" USING btree ("workspace_id","review_id");--> statement-breakpoint
CREATE INDEX "success_reviews_of_member" ON "success_review_people" USING btree ("workspace_id","member_id","review_id");--> statement-breakpoint
CREATE UNIQUE INDEX "success_reviews_one_a_release" ON "success_reviews" USING btree ("workspace_id","release_id");--> statement-breakpoint
CREATE INDEX "success_reviews_due" ON "success_reviews" USING btree ("workspace_id","due_on","id");--> statement-breakpoint
CREATE INDEX "success_reviews_decided" ON "success_reviews" USING btree ("workspace_id","decided_at","id");--> statement-breakpoint
CREATE INDEX "changes_of_initiative" ON "roadmap_changes" USING btree ("workspace_id","initiative_id","at","id");--> statement-breakpoint
CREATE INDEX "roadmap_changes_newest" ON "roadmap_changes" USING btree ("workspace_id","at","id");--> statement-breakpoint
CREATE INDEX "quotes_of_initiative" ON "initiative_quotes" USING btree ("workspace_id","initiative_id","id");--> statement-breakpoint
CREATE INDEX "feasibilities_by_time" ON "feasibilities" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "initiatives_by_column" ON "initiatives" USING btree ("workspace_id","board_column","rank","id");--> statement-breakpoint
CREATE INDEX "initiatives_of_product_owner" ON "initiatives" USING btree ("workspace_id","product_owner_id");--> statement-breakpoint
CREATE INDEX "initiatives_of_engineering_owner" ON "initiatives" USING btree ("workspace_id","engineering_owner_id");--> statement-breakpoint
CREATE INDEX "shout_outs_of_member" ON "shout_out_recipients" USING btree ("workspace_id","member_id","shout_out_id");--> statement-breakpoint
CREATE INDEX "shout_outs_newest" ON "shout_outs" USING btree ("workspace_id","given_at","id");--> statement-breakpoint
CREATE INDEX "check_in_answers_of_member" ON "check_in_answers" USING btree ("workspace_id","member_id","check_in_id");--> statement-breakpoint
CREATE UNIQUE INDEX "check_ins_one_a_week" ON "check_ins" USING btree ("workspace_id","key_result_id","week");--> statement-breakpoint
CREATE INDEX "key_results_of_objective" ON "key_results" USING btree ("workspace_id","objective_id","position");--> statement-breakpoint
CREATE INDEX "key_results_of_metric" ON "key_results" USING btree ("workspace_id","metric_id");--> statement-breakpoint
CREATE INDEX "key_results_reviewed" ON "key_results" USING btree ("workspace_id","verdict_review_id");--> statement-breakpoint
CREATE INDEX "objectives_of_cycle" ON "objectives" USING btree ("workspace_id","cycle","id");--> statement-breakpoint
CREATE INDEX "objectives_of_product_owner" ON "objectives" USING btree ("workspace_id","product_owner_id");--> statement-breakpoint
CREATE INDEX "objectives_of_engineering_owner" ON "objectives" USING btree ("workspace_id","engineering_owner_id");--> statement-breakpoint
CREATE INDEX "objectives_rolled_from" ON "objectives" USING btree ("workspace_id","rolled_from_id");--> statement-breakpoint
CREATE INDEX "clauses_retired" ON "clauses" USING btree ("workspace_id","retired_in","id");--> statement-breakpoint
CREATE UNIQUE INDEX "visions_one_a_workspace" ON "visions" USING btree ("workspace_id");