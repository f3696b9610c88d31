#!/usr/bin/env bash
# Redmine from Debian's package as a measured program: Puma with two processes of five threads over PostgreSQL, no mail.
#   redmine.sh fill FOLDER TEXTS   a new office of issues, one for each "subject TAB story" line, a quarter of them closed
#   redmine.sh serve FOLDER PORT   in the foreground, until it is told to stop
#   redmine.sh stop FOLDER         ends its PostgreSQL
# Everything it keeps is under FOLDER: Debian's Redmine looks for an instance's files beside /var/lib/redmine, and a
# name that climbs out of it leads here. Called by bench/redmine.py. Packages: packages/peers.txt.
set -euo pipefail
folder=$(realpath "$2")
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

export RAILS_ENV=production RAILS_LOG_LEVEL=error X_DEBIAN_SITEID=../../../..$folder/redmine
export SCHEMA=$folder/redmine/tmp/schema.rb # Rails notes the schema after migrating; its own place is not ours to write
database=redmine

fill() {
  start_postgres
  mkdir -p "$folder"/redmine/{config,files,log,tmp}
  configure
  head -c 40 /dev/urandom | sha256sum | cut -c1-64 >"$folder/redmine/config/secret_key.txt"
  chown -R www-data:www-data "$folder/redmine"
  echo "CREATE DATABASE $database" | sql postgres
  rails 'Rake::Task["db:migrate"].invoke' >"$folder/redmine/log/migrate.log" 2>&1
  REDMINE_LANG=en rails '
    Redmine::DefaultData::Loader.load("en")
    Setting.rest_api_enabled = "1"; Setting.login_required = "0"; Setting.per_page_options = "25,50,100"
    Setting.notified_events = []
    [Role.anonymous, Role.non_member].each { |role| role.add_permission!(:add_issues, :view_issues) }
    project = Project.new(name: "Complaints", identifier: "complaints", is_public: true)
    project.trackers = Tracker.all; project.enabled_module_names = ["issue_tracking"]; project.save!' >>"$folder/redmine/log/migrate.log" 2>&1
  issues "$1"
}

# Anew before each start: a copied folder has another socket.
configure() {
  cat >"$folder/redmine/config/database.yml" <<Y
production:
  adapter: postgresql
  host: $pg_socket
  username: postgres
  database: $database
  encoding: utf8
Y
}

# Straight into the table, as nothing is measured here; the columns are those that Redmine itself fills.
issues() {
  {
    echo "CREATE TEMP TABLE texts (n serial, subject text, story text);"
    echo "COPY texts (subject, story) FROM stdin;"
    cat "$1"
    echo '\.'
    cat <<'S'
INSERT INTO issues (id, tracker_id, project_id, subject, description, status_id, priority_id, author_id, lock_version,
                    created_on, updated_on, start_date, done_ratio, root_id, lft, rgt, is_private, closed_on)
SELECT n, 1, 1, subject, story,
       (SELECT id FROM issue_statuses WHERE is_closed = (n % 4 = 0) ORDER BY id LIMIT 1),
       (SELECT id FROM enumerations WHERE type = 'IssuePriority' AND is_default LIMIT 1),
       (SELECT id FROM users WHERE type = 'AnonymousUser'), 0, now() - n * interval '1 minute', now() - n * interval '1 minute',
       current_date, 0, n, 1, 2, false, CASE WHEN n % 4 = 0 THEN now() END
FROM texts;
SELECT setval('issues_id_seq', (SELECT max(id) FROM issues));
ANALYZE;
S
  } | sql "$database" >/dev/null
}

# Ruby inside Redmine, with its tasks known.
rails() { as www-data sh -c 'cd /usr/share/redmine && exec ruby -e "$1"' sh "
  require \"./config/environment\"; require \"rake\"; Rails.application.load_tasks; $1"; }

serve() {
  start_postgres
  configure
  as www-data sh -c 'cd /usr/share/redmine && exec puma -q -e production -b "tcp://127.0.0.1:$1" -w 2 -t 5:5 --preload config.ru' sh "$1"
}

main "$@"
