# Checks with a name each, counted; what a failed one printed is shown.
# shellcheck shell=bash

passed=0
failed=0
checks_log=$(mktemp)

# check NAME COMMAND…
check() {
  local name=$1 begin=$SECONDS status=0
  shift
  "$@" > "$checks_log" 2>&1 || status=$?
  if ((status == 0)); then
    passed=$((passed + 1))
    say "ok    $name ($((SECONDS - begin)) s)"
  else
    failed=$((failed + 1))
    say "FAIL  $name ($((SECONDS - begin)) s), status $status"
    tail -n 40 "$checks_log" | sed 's/^/      /'
  fi
}

# The last line of a script that checks, and its exit status.
end_checks() {
  rm -f "$checks_log"
  say "$passed passed, $failed failed"
  ((failed == 0))
}
