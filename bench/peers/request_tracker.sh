#!/usr/bin/env bash
# Request Tracker 5 from Debian's package as a measured program: its rt-server with four Starman processes over PostgreSQL,
# no mail.
#   request_tracker.sh fill FOLDER TEXTS   a new office of tickets, one for each "subject TAB story" line, a quarter resolved
#   request_tracker.sh serve FOLDER PORT   in the foreground, until it is told to stop
#   request_tracker.sh stop FOLDER         ends its PostgreSQL
# Everything it keeps is under FOLDER: settings, compiled pages, database. Called by bench/request_tracker.py.
# Packages: packages/peers.txt.
set -euo pipefail
folder=$(realpath "$2")
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# Instead of Debian's own settings under /etc.
export RT_SITE_CONFIG=$folder/rt/RT_SiteConfig.pm RT_SITE_CONFIG_DIR=$folder/rt/more
database=rt
program=/usr/share/request-tracker5/libexec/rt-server

fill() {
  start_postgres
  mkdir -p "$folder"/rt/{more,mason}
  configure 80
  echo "CREATE DATABASE $database" | sql postgres
  as www-data rt-setup-database-5 --action init --skip-create >"$folder/rt/fill.log" 2>&1
  templates "$1"
  clones "$1"
  # Its own full-text index, over subjects and stories.
  as www-data rt-setup-fulltext-index-5 --noask --dba postgres --dba-password none >>"$folder/rt/fill.log" 2>&1
  echo "ANALYZE" | sql "$database"
}

# configure PORT: anew before each start, as a copied folder has another socket.
configure() {
  cat >"$RT_SITE_CONFIG" <<P
Set(\$DatabaseType, 'Pg');
Set(\$DatabaseHost, '$pg_socket');
Set(\$DatabaseName, '$database');
Set(\$DatabaseUser, 'postgres');
Set(\$DatabasePassword, '');
Set(\$WebDomain, '127.0.0.1');
Set(\$WebPort, $1);
Set(\$MailCommand, 'sendmailpipe');
Set(\$SendmailPath, '/bin/true'); # nothing mails (see templates), and nothing could
Set(\$LogToSyslog, undef);
Set(\$LogToSTDERR, 'error');
Set(%FullTextSearch, Enable => 1, Indexed => 1, Column => 'ContentIndex', Table => 'AttachmentsIndex');
\$RT::MasonDataDir = '$folder/rt/mason';
1;
P
  chown -R www-data:www-data "$folder/rt"
}

# templates TEXTS: a queue; citizens, who may write to it and see what is theirs; a clerk, who may read all of it; and the
# first two lines as tickets through RT's own calls: one new, one resolved.
templates() {
  as www-data perl -I/usr/share/request-tracker5/lib -MRT=-init -CS -e '
    use strict;
    use warnings;
    my $system = RT->SystemUser;
    sub made { my ($object, %values) = @_; my ($id, $why) = $object->Create(%values); die "$why\n" unless $id; $object }
    # As with the other peers nobody is told of anything: mail is not what is measured.
    my $scrips = RT::Scrips->new($system);
    $scrips->UnLimit;
    while (my $scrip = $scrips->Next) { $scrip->SetDisabled(1) if $scrip->ActionObj->ExecModule =~ /^(Notify|Autoreply|SendForward)/ }
    my $queue = made(RT::Queue->new($system), Name => "Complaints");
    my @account = (Password => q(sandi-pengukuran), Name => "citizen", EmailAddress => q(citizen@example.org));
    made(RT::User->new($system), @account);
    my $clerk = made(RT::User->new($system), @account, Name => "clerk", EmailAddress => q(clerk@example.org), Privileged => 1);
    my $citizens = RT::Group->new($system);
    $citizens->LoadSystemInternalGroup("Unprivileged");
    for ([$citizens, qw(SeeQueue CreateTicket)], [$queue->RoleGroup("Requestor"), "ShowTicket"], [$clerk, qw(SeeQueue ShowTicket)]) {
      my ($who, @rights) = @$_;
      for my $right (@rights) {
        my ($granted, $why) = $who->PrincipalObj->GrantRight(Right => $right, Object => $queue);
        die "$why\n" unless $granted;
      }
    }
    while (my $line = <STDIN>) {
      chomp $line;
      my ($subject, $story) = split /\t/, $line;
      my $ticket = RT::Ticket->new($system);
      my ($id, undef, $why) = $ticket->Create(
        Queue => "Complaints", Subject => $subject, Requestor => q(citizen@example.org),
        MIMEObj => MIME::Entity->build(Type => "text/plain", Subject => $subject, Charset => "utf-8", Data => [Encode::encode("UTF-8", $story)]));
      die "$why\n" unless $id;
      $ticket->SetStatus("resolved") if $. == 2;
    }' < <(head -n 2 "$1") >>"$folder/rt/fill.log" 2>&1
}

# The others straight into the tables, as nothing is measured here: all rows of one of the two tickets again, with ids moved
# on by as many as there were for each copy.
clones() {
  {
    echo "CREATE TEMP TABLE texts (n serial, subject text, story text);"
    echo "COPY texts (subject, story) FROM stdin;"
    cat "$1"
    echo '\.'
    cat <<'S'
CREATE TEMP TABLE step AS SELECT
  (SELECT max(id) FROM transactions) AS transaction, (SELECT max(id) FROM attachments) AS attachment,
  (SELECT max(id) FROM principals) AS principal, (SELECT max(id) FROM groupmembers) AS member,
  (SELECT max(id) FROM cachedgroupmembers) AS cached;
CREATE TEMP TABLE copy AS SELECT n, n - 2 AS times, CASE WHEN n % 4 = 0 THEN 2 ELSE 1 END AS ticket, subject, story
  FROM texts WHERE n > 2;
INSERT INTO tickets SELECT new.* FROM copy JOIN tickets old ON old.id = ticket,
  jsonb_populate_record(old, jsonb_build_object('id', n, 'effectiveid', n, 'subject', copy.subject)) new;
INSERT INTO attachments SELECT new.* FROM copy JOIN transactions x ON x.objecttype = 'RT::Ticket' AND x.objectid = ticket
  JOIN attachments old ON old.transactionid = x.id, step,
  jsonb_populate_record(old, jsonb_build_object('id', old.id + times * attachment, 'transactionid', x.id + times * transaction,
    'subject', copy.subject, 'content', story)) new;
INSERT INTO transactions SELECT new.* FROM copy JOIN transactions old ON old.objecttype = 'RT::Ticket' AND old.objectid = ticket, step,
  jsonb_populate_record(old, jsonb_build_object('id', old.id + times * transaction, 'objectid', n)) new;
CREATE TEMP TABLE roles AS SELECT groups.*, n, times FROM copy JOIN groups ON domain = 'RT::Ticket-Role' AND instance = ticket;
INSERT INTO principals SELECT new.* FROM roles JOIN principals old USING (id), step,
  jsonb_populate_record(old, jsonb_build_object('id', roles.id + times * principal)) new;
INSERT INTO groups SELECT new.* FROM roles JOIN groups old USING (id), step,
  jsonb_populate_record(old, jsonb_build_object('id', roles.id + times * principal, 'instance', n)) new;
INSERT INTO groupmembers SELECT new.* FROM roles JOIN groupmembers old ON old.groupid = roles.id, step,
  jsonb_populate_record(old, jsonb_build_object('id', old.id + times * member, 'groupid', roles.id + times * principal)) new;
INSERT INTO cachedgroupmembers SELECT new.* FROM roles JOIN cachedgroupmembers old ON old.groupid = roles.id, step,
  jsonb_populate_record(old, jsonb_build_object('id', old.id + times * cached, 'groupid', roles.id + times * principal,
    'memberid', old.memberid + CASE WHEN old.memberid = roles.id THEN times * principal ELSE 0 END,
    'via', old.via + times * cached, 'immediateparentid', roles.id + times * principal)) new;
SELECT setval('tickets_id_seq', (SELECT max(id) FROM tickets)), setval('transactions_id_seq', (SELECT max(id) FROM transactions)),
  setval('attachments_id_seq', (SELECT max(id) FROM attachments)), setval('principals_id_seq', (SELECT max(id) FROM principals)),
  setval('groupmembers_id_seq', (SELECT max(id) FROM groupmembers)),
  setval('cachedgroupmembers_id_seq', (SELECT max(id) FROM cachedgroupmembers));
S
  } | sql "$database" >/dev/null
}

serve() {
  start_postgres
  configure "$1"
  # Each connection is for one request: a process that waits for the next of one client would leave the others waiting.
  as www-data "$program" --server Starman --host 127.0.0.1 --port "$1" --workers 4 --keepalive 0
}

main "$@"
