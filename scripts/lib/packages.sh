# Debian packages: installs what is missing, and only that.
# shellcheck shell=bash

# What building and running Crossdock needs, besides the Swift toolchain.
build_packages=(libssh2-1-dev libxml2-dev libsqlite3-dev pkg-config git ca-certificates)
demo_packages=(openssh-server openssh-client python3 curl)

is_installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2> /dev/null) == installed ]]; }

# need_packages PACKAGE…: returns once all of them are installed; exits 3 where that cannot be done.
need_packages() {
  local missing=() package as_root=()
  command -v dpkg-query > /dev/null || die 3 "this is not a Debian system; install what matches: $*"
  for package; do is_installed "$package" || missing+=("$package"); done
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    command -v sudo > /dev/null || die 3 "missing: ${missing[*]}. Run as root: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  say "installing ${missing[*]}"
  # A server package must not start its own daemon here.
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0)
  {
    "${apt[@]}" install -y --no-install-recommends "${missing[@]}" ||
      { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}"; }
  } > /dev/null || die 3 "apt-get could not install ${missing[*]}; its message stands above"
}
