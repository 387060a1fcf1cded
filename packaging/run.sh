#!/usr/bin/env bash
# Installs what is missing, builds the release and starts the console. Arguments go to the program:
#   packaging/run.sh --demo
# Where there is no display it says so and starts the daemon with the same profile. Stop with Ctrl+C; run again at any time.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
step="starting"
trap 'status=$?; [ $status -eq 0 ] || echo "packaging/run.sh: failed while $step (exit code $status)" >&2' EXIT

has_display() { [ -n "${WAYLAND_DISPLAY:-}${DISPLAY:-}" ]; }
# Offscreen, VNC and the gallery draw without a display of the machine.
draws_elsewhere() {
  [ -n "${QT_QPA_PLATFORM:-}" ] && return 0
  local argument
  for argument in "$@"; do
    case "$argument" in -platform | --platform | --gallery | --gallery=*) return 0 ;; esac
  done
  return 1
}

step="installing packages"
"$root/packaging/setup.sh"

# Two starts at once must not build into the same folder at once.
mkdir -p "$root/build"
exec 9>"$root/build/.run.lock"
flock 9

step="configuring build/release"
cd "$root"
if [ ! -f build/release/build.ninja ] || [ CMakePresets.json -nt build/release/build.ninja ]; then
  cmake --preset release
fi
step="building build/release"
cmake --build build/release --parallel "$(nproc)" --target mirrordesk mirrordeskd
exec 9>&-
cd "$OLDPWD"

step="running"
if has_display || draws_elsewhere "$@"; then
  trap - EXIT
  exec "$root/build/release/bin/mirrordesk" "$@"
fi
echo "No display here (neither DISPLAY nor WAYLAND_DISPLAY is set): starting the daemon, mirrordeskd, with the same profile."
# What only the console understands is left out, each with a word.
arguments=()
for argument in "$@"; do
  case "$argument" in
    --demo) echo "Leaving out $argument: the demo needs the console." >&2 ;;
    *) arguments+=("$argument") ;;
  esac
done
trap - EXIT
exec "$root/build/release/bin/mirrordeskd" "${arguments[@]}"
