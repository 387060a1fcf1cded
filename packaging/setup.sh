#!/usr/bin/env bash
# Installs what building and running MirrorDesk needs on Debian 12 or later. Quick when all is there.
#   packaging/setup.sh             console and daemon
#   packaging/setup.sh --daemon    daemon only: nothing of Qt
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=packaging/packages.sh
. "$here/packages.sh"

tools=(g++ cmake ninja-build ccache pkg-config ca-certificates)
libraries=(libssl-dev zlib1g-dev libc-ares-dev libspdlog-dev libyaml-cpp-dev nlohmann-json3-dev libexpected-dev libsimdjson-dev
           libcli11-dev libsystemd-dev libre2-dev libicu-dev libopencc-dev libsqlite3-dev)
# libqt6svg6: without it no icon is drawn. libqt6opengl6-dev: Qt Charts needs it and does not say so.
# fonts-wqy-microhei: a machine without a Chinese font shows boxes.
console=(qt6-base-dev qt6-charts-dev libqt6opengl6-dev libqt6svg6 qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qtkeychain-qt6-dev
         fonts-wqy-microhei)

case "${1:-}" in
  --daemon) ensure_packages "${tools[@]}" "${libraries[@]}" ;;
  "") ensure_packages "${tools[@]}" "${libraries[@]}" "${console[@]}" ;;
  *) echo "usage: packaging/setup.sh [--daemon]" >&2; exit 2 ;;
esac
