#!/bin/sh
# Run by the image of PostgreSQL when it makes a new cluster.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  -v role=community_line -v database="$POSTGRES_DB" -v password="$LINE_DATABASE_PASSWORD" -f /roles/roles.sql
