# Shared by the scripts of this folder: where the repository is, what is said, how it fails.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

say() { printf '%s\n' "$*"; }

# What a person must read even where the output goes elsewhere.
complain() { printf '%s\n' "$*" >&2; }

# die STATUS TEXT…: 2 usage, 3 could not run.
die() {
  local status=$1
  shift
  complain "$(basename "$0"): $*"
  exit "$status"
}

# free_port [WISHED]: a TCP port of 127.0.0.1 that nobody listens on now; the wished one if it is free.
free_port() {
  python3 - "${1:-0}" <<'EOF'
import socket, sys
for port in (int(sys.argv[1]), 0):
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            continue
        print(one.getsockname()[1])
        break
EOF
}

# wait_until SECONDS COMMAND…: whether the command succeeded within that time.
wait_until() {
  local end=$((SECONDS + $1))
  shift
  until "$@" > /dev/null 2>&1; do
    ((SECONDS < end)) || return 1
    sleep 0.2
  done
}

# end_process PID [SECONDS]: asks it to stop, and insists after that time. Returns its exit status.
end_process() {
  local pid=$1 end=$((SECONDS + ${2:-10})) status=0
  kill -TERM "$pid" 2> /dev/null || true
  while kill -0 "$pid" 2> /dev/null; do
    if ((SECONDS >= end)); then
      kill -KILL "$pid" 2> /dev/null || true
      break
    fi
    sleep 0.1
  done
  wait "$pid" 2> /dev/null || status=$?
  return "$status"
}
