# The demo of scripts/run: a folder with everything in it, three stores, two old systems, a shop.
# shellcheck shell=bash
# shellcheck disable=SC2154 # root, crossdock, sshd_port, passed: of the other parts

# open_demo DIR: sets 'demo' (absolute) and 'shown' (as a person would type it). One demo per folder.
open_demo() {
  shown=$1
  mkdir -p "$shown"
  demo=$(cd "$shown" && pwd)
  exec {demo_lock}> "$demo/.lock"
  flock -n "$demo_lock" || die 3 "a demo is running on $shown already"
  mkdir -p "$demo"/{keys,erp/outbox,warehouse/outbox,sftp/store-000{1,2,3}/outbox}
  chmod 700 "$demo/keys"
}

write_settings() {
  http_port=$(free_port 8080)
  api=http://127.0.0.1:$http_port
  {
    cat <<EOF
# Written by scripts/run for a demo on this machine.
data: data
interfaces: $root/Interfaces
http: {host: 127.0.0.1, port: $http_port}
drops:
EOF
    # Three stores, three generations of tills.
    sftp_drop store-0001-sales store-0001 'sales_*.csv' store-pos.sales-csv
    sftp_drop store-0001-tenders store-0001 'tenders_*.csv' store-pos.tenders-csv
    sftp_drop store-0002-sales store-0002 'RTLOG_*.DAT' store-pos.rtlog
    sftp_drop store-0003-sales store-0003 'POSLog*.xml' store-pos.poslog@6
    # The old ERP and the warehouse write into folders of this machine.
    local_drop erp-items erp 'items_*.csv' legacy-erp.items-csv
    local_drop erp-sales erp 'WPUBON01_*.idoc' legacy-erp.idoc
    local_drop warehouse-movements warehouse 'movements_*.xml' warehouse.movements-xml
  } > "$demo/crossdock.yaml"
}

# sftp_drop NAME ACCOUNT-FOLDER PATTERN INTERFACE
sftp_drop() {
  cat <<EOF
  - name: $1
    interface: $4
    sftp:
      host: 127.0.0.1
      port: $sshd_port
      user: $(id -un)
      root: $demo/sftp/$2
      key: {file: ssh/client}
      known-hosts: ssh/known_hosts
$(rest_of_drop "$3")
EOF
}

# local_drop NAME FOLDER PATTERN INTERFACE
local_drop() {
  cat <<EOF
  - name: $1
    interface: $4
    local: {root: $2}
$(rest_of_drop "$3")
EOF
}

rest_of_drop() {
  cat <<EOF
    folder: outbox
    match: ["$1"]
    clear: {move: taken}
    every: 2
    minimum-age: 2
EOF
}

# The cloud ERP reads; it and the shop may also write what is theirs. A key is printed once and kept in a file.
make_keys() {
  # Keys of an earlier ledger are worth nothing.
  [[ -d $demo/data ]] || rm -f "$demo"/keys/*
  make_key cloud-erp --scope records:read --scope changes:read --scope interfaces:read --scope transfers:read \
    --scope exceptions:read --scope ownership:read
  make_key cloud-erp-writer --writer cloud-erp --scope records:write --scope transfers:write
  make_key shop --writer shopify --scope transfers:write
}

make_key() {
  local name=$1 file=$demo/keys/$1
  shift
  [[ -s $file ]] && return
  (umask 077 && "$crossdock" keys create "$name" "$@" --data "$demo/data" --interfaces "$root/Interfaces" > "$file") ||
    die 3 "no key could be made for $name"
}

start_gateway() {
  setpriv --pdeathsig TERM -- "$crossdock" serve --config "$demo/crossdock.yaml" \
    < /dev/null >> "$demo/crossdock.log" 2>&1 {demo_lock}>&- &
  gateway_pid=$!
  if ! wait_until 30 curl -fsS "$api/readyz"; then
    tail -n 20 "$demo/crossdock.log" >&2
    die 3 "crossdock serve does not become ready; its log is $shown/crossdock.log"
  fi
}

# start_feeder [SECONDS]: one business day of every sender each 15 seconds, or as said.
start_feeder() {
  setpriv --pdeathsig TERM -- "$root/scripts/run.d/feed" "$demo" "$sshd_port" "$api" "${1:-15}" \
    < /dev/null >> "$demo/feed.log" 2>&1 {demo_lock}>&- &
  feeder_pid=$!
}

close_demo() {
  local status=$?
  trap '' INT TERM
  trap - EXIT
  [[ -z ${feeder_pid:-} ]] || end_process "$feeder_pid" 3 || true
  if [[ -n ${gateway_pid:-} ]]; then
    say "stopping"
    end_process "$gateway_pid" 40 || complain "crossdock ended with status $?; its log is $shown/crossdock.log"
  fi
  stop_sshd
  rm -f "${checks_log:-}"
  exit "$status"
}

explain_demo() {
  local program=$crossdock bearer="Authorization: Bearer \$(cat $shown/keys/cloud-erp)"
  [[ $crossdock == "$PWD"/* ]] && program=${crossdock#"$PWD"/}
  cat <<EOF

Crossdock is up: REST on $api, SFTP on port $sshd_port, all of it in $shown/

  $shown/crossdock.yaml        the settings it runs with
  $shown/sftp/store-*/outbox   where the stores put files, over SFTP; taken files go to taken/
  $shown/crossdock.log         what it does            $shown/feed.log   what the senders do

Try, in another terminal, from this folder:

  # what came in, and what became of it
  $program transfers list --data $shown/data

  # the sales of store 0001, as the cloud ERP gets them
  curl -s -H "$bearer" "$api/v1/records/sale?location=0001&date=2026-01-05&limit=1"

  # everything new since a cursor; ask again with the cursor of the answer
  curl -s -H "$bearer" "$api/v1/changes?limit=2"

  # store 0002's file of 2026-01-06 comes cut off: which line, what was expected
  $program exceptions list --data $shown/data
  curl -s -H "$bearer" "$api/v1/exceptions?state=open"

  # a price from the cloud ERP, twice: the second answer says duplicate
  curl -s -H "Authorization: Bearer \$(cat $shown/keys/cloud-erp-writer)" \\
    --data-binary @$(relative "$root/Samples/cloud-erp.price/prices.json") "$api/v1/transfers?interface=cloud-erp.price"

  # does everything add up?
  $program doctor --data $shown/data

EOF
}

relative() { if [[ $1 == "$PWD"/* ]]; then printf '%s' "${1#"$PWD"/}"; else printf '%s' "$1"; fi; }

# Shows what the gateway logs about files, until somebody presses Ctrl-C.
watch_demo() {
  local line
  say "Ctrl-C stops everything. Files as they are taken:"
  while read -r line; do
    case $line in *' posted' | *' refused' | *' warning '* | *' error '*) say "  $line" ;; esac
  done < <(tail -n 0 -f --pid "$gateway_pid" "$demo/crossdock.log" {demo_lock}>&-)
  complain "crossdock has stopped by itself; its log is $shown/crossdock.log"
  exit 3
}

# sleep_beside_demo SECONDS: ends early where the gateway does.
sleep_beside_demo() {
  local end=$((SECONDS + $1))
  while ((SECONDS < end)); do
    kill -0 "$gateway_pid" 2> /dev/null || die 3 "crossdock has stopped by itself; its log is $shown/crossdock.log"
    sleep 1
  done
}

check_demo() {
  local store
  for store in 0001 0002 0003; do
    check "sales of store $store over REST" has_items "records/sale?location=$store"
  done
  check "items of the old ERP over REST" has_items "records/item"
  check "movements of the warehouse over REST" has_items "records/stock-movement"
  check "orders of the shop over REST" has_items "records/order"
  check "the change feed" has_items changes
  check "the broken file is an exception" has_items "exceptions?interface=store-pos.rtlog"
  check "files, records, audit and archive add up" "$crossdock" doctor --data "$demo/data" --interfaces "$root/Interfaces"
  [[ -z ${feeder_pid:-} ]] || end_process "$feeder_pid" 3 || true
  feeder_pid=
  check "crossdock stops when told to" end_process "$gateway_pid" 40
  gateway_pid=
  end_checks
}

# has_items PATH[?QUERY]: whether the answer lists anything.
has_items() {
  curl -sS -H "Authorization: Bearer $(cat "$demo/keys/cloud-erp")" "$api/v1/$1" | tee /dev/stderr |
    python3 -c 'import json, sys; sys.exit(0 if json.load(sys.stdin).get("items") else 1)'
}
