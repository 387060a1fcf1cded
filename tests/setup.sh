#!/usr/bin/env bash
# Installs what the tests need beyond the build. Quick when all is there.
#   tests/setup.sh           everything tests/run.sh uses
#   tests/setup.sh --bench   the rivals of tests/bench as well
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$root/packaging/setup.sh"
# shellcheck source=packaging/packages.sh
. "$root/packaging/packages.sh"

ensure_packages clang-16 libclang-rt-16-dev xvfb openbox xdotool x11-utils dbus gnome-keyring curl openssl python3 python3-cryptography
# Node may come from elsewhere than Debian; what counts is that both commands are there.
command -v node >/dev/null || ensure_packages nodejs
command -v npm >/dev/null || ensure_packages npm

# promtool comes with the Prometheus server, which would be started as a service if it were installed: only the tool is
# unpacked, into the build folder, and nothing of the machine changes.
tools="$root/build/tools"
if ! command -v promtool >/dev/null && [ ! -x "$tools/promtool" ]; then
  echo "Fetching promtool"
  mkdir -p "$tools"
  work=$(mktemp -d "$tools/prometheus.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  cd "$work"
  fetch() { apt-get -q -o APT::Sandbox::User=root download prometheus; }
  fetch || { as_root apt-get -q update && fetch; }
  dpkg-deb -x prometheus_*.deb unpacked
  mv unpacked/usr/bin/promtool "$tools/promtool"
fi

case "${1:-}" in
  "") ;;
  --bench) ensure_packages libhyperscan-dev nginx libnginx-mod-http-lua haproxy ;;
  *) echo "usage: tests/setup.sh [--bench]" >&2; exit 2 ;;
esac
