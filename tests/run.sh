#!/usr/bin/env bash
# Installs what the tests need, builds them and runs them. The last line is the runner's count.
#   tests/run.sh                      everything, dev preset
#   tests/run.sh http                 only tests whose name matches the pattern (as ctest -R)
#   tests/run.sh --preset asan        another compiler or sanitizer, with the tests that are meant for it
#   tests/run.sh --all                dev, then asan, tsan and clang with the fuzz targets
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
preset=dev
pattern=""
all=no
while [ $# -gt 0 ]; do
  case "$1" in
    --preset) preset=${2:?--preset needs a name}; shift 2 ;;
    --all) all=yes; shift ;;
    -h | --help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
    -*) echo "tests/run.sh: unknown option $1" >&2; exit 2 ;;
    *) pattern=$1; shift ;;
  esac
done

step="starting"
trap 'status=$?; [ $status -eq 0 ] || echo "tests/run.sh: failed while $step (exit code $status)" >&2' EXIT

# Architecture, client and window tests look at sources, at the wire and at Qt: once, with the dev preset, is enough.
engine_only="^(architecture|client|ui|program)\\."
# What runs on more than one thread or is shared by threads; the rest has little for ThreadSanitizer to find and its build takes minutes.
threaded="^(base|config|engine|integration|listen|log|metrics|net|upstream)\\."
threaded_targets=(mirrordeskd tst_{base,config,engine,integration,listen,log,metrics,net,upstream})

# selection PRESET   the ctest options that choose the tests of a preset
selection() {
  case "$1" in
    dev) ;;
    tsan) printf '%s\n' -R "$threaded" ;;
    *) printf '%s\n' -E "$engine_only" ;;
  esac
}

# run_preset PRESET   configure, build, test; the count of the run goes to $counts. Each step that fails ends it (bash does
# not do so by itself inside a condition).
run_preset() {
  local options=() log status=0
  mapfile -t options < <(selection "$1")
  # ctest takes -R once: a pattern of the caller's wins over the preset's own choice.
  [ -z "$pattern" ] || options=(-R "$pattern")
  if [ ! -f "build/$1/build.ninja" ] || [ CMakePresets.json -nt "build/$1/build.ninja" ]; then
    step="configuring build/$1"
    cmake --preset "$1" || return 1
  fi
  step="building build/$1"
  local targets=()
  [ "$1" != tsan ] || targets=(--target "${threaded_targets[@]}")
  cmake --build "build/$1" --parallel "$jobs" "${targets[@]}" || return 1
  step="testing build/$1"
  log="build/$1/last-test-run.log"
  ctest --test-dir "build/$1" -j2 --no-tests=error --output-on-failure "${options[@]}" 2>&1 | tee "$log" || status=1
  grep -E '^[0-9]+% tests passed, [0-9]+ tests? failed out of [0-9]+' "$log" >>"$counts" || status=1
  return $status
}

step="installing packages"
tests/setup.sh
export PATH="$root/build/tools:$PATH"
export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen}
# Sanitizers end a program at the first finding, and say where.
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_stack_use_after_return=1:strict_string_checks=1}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
export TSAN_OPTIONS=${TSAN_OPTIONS:-halt_on_error=1:second_deadlock_stack=1:die_after_fork=0:suppressions=$root/tests/tsan.supp}
# Two compilers of template-heavy files at once need about 1.5 GB each.
jobs=$(nproc)

# Two runs at once must not build into the same folder at once.
mkdir -p build
exec 9>build/.tests.lock
flock 9
counts=$(mktemp build/counts.XXXXXX)
trap 'rm -f "$counts"' EXIT

presets=("$preset")
[ "$all" = no ] || presets=(dev asan tsan clang)
failures=0
for name in "${presets[@]}"; do
  if ! run_preset "$name"; then
    failures=$((failures + 1))
    echo "tests/run.sh: failed while $step" >&2
  fi
done
tail -n 1 "$counts"
exit $((failures > 0))
