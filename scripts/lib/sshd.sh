# An SFTP server of our own: OpenSSH on a loopback port, as the current user, with keys and settings in one
# folder. It touches nothing of the system's own server, and ends with the script that started it.
# shellcheck shell=bash

# make_ssh_keys DIR: host key, client key, authorized keys; kept if they are there.
make_ssh_keys() {
  local name
  mkdir -p "$1"
  chmod 700 "$1"
  for name in host client; do
    [[ -f $1/$name ]] || ssh-keygen -q -t ed25519 -N '' -C crossdock-$name -f "$1/$name"
  done
  cp "$1/client.pub" "$1/authorized_keys"
}

# start_sshd DIR: sets 'sshd_port' and 'sshd_pid'; DIR/known_hosts pins the server's key.
start_sshd() {
  local folder=$1 attempt
  make_ssh_keys "$folder"
  if ((EUID == 0)); then mkdir -p /run/sshd; fi
  # A free port may be taken a moment later: then another one.
  for attempt in 1 2 3 4 5; do
    sshd_port=$(free_port)
    cat > "$folder/sshd_config" <<EOF
ListenAddress 127.0.0.1
Port $sshd_port
HostKey $folder/host
AuthorizedKeysFile $folder/authorized_keys
PidFile none
StrictModes no
UsePAM no
UseDNS no
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
AllowTcpForwarding no
MaxStartups 100
Subsystem sftp internal-sftp
ForceCommand internal-sftp
EOF
    # The server must not outlive this script, however it ends.
    setpriv --pdeathsig TERM -- /usr/sbin/sshd -D -e -f "$folder/sshd_config" < /dev/null > "$folder/sshd.log" 2>&1 &
    sshd_pid=$!
    if wait_until 5 grep -q 'Server listening' "$folder/sshd.log"; then
      printf '[127.0.0.1]:%s %s\n' "$sshd_port" "$(cut -d ' ' -f 1,2 "$folder/host.pub")" > "$folder/known_hosts"
      return 0
    fi
    end_process "$sshd_pid" 2 || true
  done
  complain "$(tail -n 5 "$folder/sshd.log")"
  die 3 "sshd does not start (attempt $attempt)"
}

# stop_sshd: ends the server and the connections it serves.
stop_sshd() {
  [[ -n ${sshd_pid:-} ]] || return 0
  local connections
  connections=$(descendants "$sshd_pid")
  end_process "$sshd_pid" 5 || true
  # shellcheck disable=SC2086 # a list of numbers
  [[ -z $connections ]] || kill -TERM $connections 2> /dev/null || true
  sshd_pid=
}

# descendants PID: all processes below it.
descendants() {
  local child
  local children=()
  read -r -a children 2> /dev/null < "/proc/$1/task/$1/children" || true
  for child in "${children[@]}"; do
    printf '%s ' "$child"
    descendants "$child"
  done
}
