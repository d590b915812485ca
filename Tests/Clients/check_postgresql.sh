#!/bin/sh
# Loads dumps into a PostgreSQL of its own and asks it.
#
#   check_postgresql.sh FOLDER QUERY DUMP...
#
# The cluster lives in FOLDER, listens on a socket there alone and ends with this script. The
# programs are those of APACHETA_POSTGRESQL, a bin folder, or of the newest one that Debian has.
# Without a FOLDER it says whether they are there ("postgresql"), and PostGIS too ("postgis").
set -eu
bin=${APACHETA_POSTGRESQL:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)}
if [ ! -x "$bin/initdb" ]; then
    echo "no initdb in '$bin'" >&2
    exit 69
fi
if [ $# -eq 0 ]; then
    echo postgresql
    if [ -f "$("$bin/pg_config" --sharedir)/extension/postgis.control" ]; then echo postgis; fi
    exit 0
fi
folder=$1
query=$2
shift 2
mkdir -p "$folder"
# PostgreSQL does not run as root.
as=""
if [ "$(id -u)" -eq 0 ]; then
    chown postgres "$folder"
    chmod 755 "$folder" "$@"
    as="runuser -u postgres --"
fi
cd "$folder"
$as "$bin/initdb" -D "$folder/data" -A trust -E UTF8 --locale=C.UTF-8 -U postgres >"log.init" 2>&1 ||
    { cat log.init >&2; exit 1; }
$as "$bin/pg_ctl" -D "$folder/data" -l "$folder/data/log" -w \
    -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off" start >/dev/null
trap '$as "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null' EXIT
psql="$as $bin/psql -X -q -A -t -h $folder -U postgres -d postgres"
for dump; do
    # Each in a session of its own, as people load them.
    $psql -f "$dump"
done
$psql -c "$query"
