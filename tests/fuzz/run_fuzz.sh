#!/bin/sh
# run_fuzz.sh PROGRAM CORPUS WORKDIR
# Fuzzes from a copy of the saved corpus, so that what the run finds never changes the source tree.
set -eu
program=$1
corpus=$2
work=$3
rm -rf "$work/corpus"
mkdir -p "$work/corpus" "$work/artifacts"
cp "$corpus"/* "$work/corpus/"
exec "$program" -max_total_time="${MIRROR_FUZZ_SECONDS:-20}" -max_len=8192 -timeout=10 -rss_limit_mb=1536 \
    -artifact_prefix="$work/artifacts/" -print_final_stats=1 "$work/corpus"
