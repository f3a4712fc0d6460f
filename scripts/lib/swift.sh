# The Swift toolchain, and the program that is built with it.
# shellcheck shell=bash

swift_version=6.3.1

# need_swift: exits 3 with what to do where there is no usable toolchain.
need_swift() {
  local found
  if ! command -v swift > /dev/null; then
    explain_swift "The Swift toolchain is missing."
  fi
  found=$(swift --version 2> /dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  [[ $(printf '%s\n6.1\n' "${found:-0}" | sort -V | head -n 1) == 6.1 ]] ||
    explain_swift "Swift ${found:-of an unknown version} is too old: 6.1 is the least, ${swift_version} is what we build with."
}

explain_swift() {
  local suffix='' file
  [[ $(uname -m) == aarch64 ]] && suffix=-aarch64
  file=swift-${swift_version}-RELEASE-debian12${suffix}
  complain "$1 On Debian 12, as root:

  apt-get update
  apt-get install -y binutils gcc git curl ca-certificates libc6-dev libstdc++-12-dev libcurl4-openssl-dev \\
      libedit-dev libicu-dev libncurses-dev libpython3-dev libsqlite3-dev libxml2-dev pkg-config tzdata uuid-dev
  curl -fLO https://download.swift.org/swift-${swift_version}-release/debian12${suffix}/swift-${swift_version}-RELEASE/${file}.tar.gz
  mkdir -p /opt/swift
  tar -xzf ${file}.tar.gz -C /opt/swift --strip-components=1
  export PATH=/opt/swift/usr/bin:\$PATH

Then run this again. Checking the download's signature: https://www.swift.org/install/linux/tarball/"
  exit 3
}

# need_program release|debug: builds it if need be, and sets 'crossdock' to its path. With CROSSDOCK_BIN
# set, that one is taken as it is.
need_program() {
  local configuration=$1
  if [[ -n ${CROSSDOCK_BIN:-} ]]; then
    [[ -x $CROSSDOCK_BIN ]] || die 3 "CROSSDOCK_BIN is '$CROSSDOCK_BIN', which cannot be run"
    crossdock=$(realpath "$CROSSDOCK_BIN")
    return
  fi
  need_packages "${build_packages[@]}"
  need_swift
  if [[ ! -x $root/.build/$configuration/crossdock ]]; then
    say "building ($configuration); a first build takes some minutes, most of them for dependencies"
  fi
  swift build --package-path "$root" -c "$configuration" --product crossdock || die 3 "the build failed"
  crossdock=$(swift build --package-path "$root" -c "$configuration" --show-bin-path)/crossdock
}
