#!/usr/bin/env bash
# Measures mirrordeskd beside its rivals and the floor, all in one run.
#   tests/bench/run.sh                         the cases of the README's table
#   tests/bench/run.sh plain,sse               only these
#   tests/bench/run.sh plain nginx,mirror --rounds 3 --secs 2
# What comes after cases and peers goes to compare.py. Needs two cores, ports 8001 and up free, and no other load on the machine.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cases=${1:-plain,filter1k,filter100k,sse,ssefilter,tlska,tlshs,idle,idletls,start}
peers=${2:-nginx,haproxy,floor,probe,probetls,mirror}
[ $# -lt 1 ] || shift
[ $# -lt 1 ] || shift

"$root/tests/setup.sh" --bench
cd "$root"
[ -f build/release/build.ninja ] || cmake --preset release
cmake --build build/release --parallel "$(nproc)" --target mirrordeskd
daemon=$root/build/release/bin/mirrordeskd

export BENCH_WORK=${BENCH_WORK:-$root/build/bench}
mkdir -p "$BENCH_WORK"
profile=$(mktemp -d "$BENCH_WORK/profile.XXXXXX")
trap 'rm -rf "$profile" "$profile".*' EXIT

# As the rivals are set up: connections are kept, answers are not compressed, the same certificate. Keys and metrics stay on.
cat >"$profile/mirrordesk.yaml" <<YAML
listeners:
  - {name: plain, address: 127.0.0.1, port: 18301}
  - {name: tls, address: 127.0.0.1, port: 18343, tls: true, certificate_file: $BENCH_WORK/ec.crt, key_file: $BENCH_WORK/ec.key}
admin: {address: 127.0.0.1, port: 18381}
http: {keep_alive: 300s, requests_per_connection: 10000000, gzip_answers: false}
workers: {count: 1}
filter: {enabled: false}
upstreams:
  - name: mock
    base_url: http://127.0.0.1:9001/v1
    api_keys: [sk-upstream-0123456789abcdef]
    max_idle_connections: 512
    idle_connection: 300s
log: {level: warn}
YAML
chmod 600 "$profile/mirrordesk.yaml"
key=$("$daemon" key add --name bench --profile "$profile" | grep -oE 'sk-mirror-[A-Za-z0-9_-]+')

# The filter's cases run the same profile, key included, with words in it.
# with_words NAME FILE: the profile $profile.NAME with the words of FILE beside the list that comes with the program.
with_words() {
  local filtered=$profile.$1
  cp -r "$profile" "$filtered"
  sed -i 's/^filter: .*/filter: {enabled: true}/' "$filtered/mirrordesk.yaml"
  "$daemon" words import "$2" --profile "$filtered" >/dev/null
}
case ,$cases, in
  *filter*)
    tests/bench/make_words.py 100000 >"$BENCH_WORK/words100k.txt"
    with_words 1k tests/bench/conf/words1000.txt
    with_words 100k "$BENCH_WORK/words100k.txt" ;;
esac

# The journal alone, and all that is done with a request: words both ways, personal data by names to the upstream and back, and the dialogue written.
journaled() {
  "$daemon" journal init --passphrase-fd 0 --profile "$1" >/dev/null <<<"correct horse battery staple"
  printf 'journal: {enabled: true}\n' >>"$1/mirrordesk.yaml"
}
case ,$cases, in
  *journal* | *full*)
    cp -r "$profile" "$profile.journal"
    journaled "$profile.journal"
    with_words full tests/bench/conf/words1000.txt
    printf 'mask: {before_upstream: true, restore: true}\n' >>"$profile.full/mirrordesk.yaml"
    journaled "$profile.full" ;;
esac

cat >"$profile/peer.json" <<JSON
{"name": "mirror", "command": ["$daemon", "--profile", "$profile"], "headers": ["Authorization: Bearer $key"],
 "commands": {"filter1k": ["$daemon", "--profile", "$profile.1k"], "filter100k": ["$daemon", "--profile", "$profile.100k"],
              "journal": ["$daemon", "--profile", "$profile.journal"], "full": ["$daemon", "--profile", "$profile.full"],
              "ssefilter": ["$daemon", "--profile", "$profile.100k"], "ssefull": ["$daemon", "--profile", "$profile.full"]},
 "ports": {"plain": 18301, "sse": 18301, "filter1k": 18301, "filter100k": 18301, "journal": 18301, "full": 18301, "ssefilter": 18301, "ssefull": 18301, "tlska": 18343, "tlshs": 18343,
           "idle": 18301, "idletls": 18343, "start": 18301}}
JSON
tests/bench/compare.py "$cases" "$peers" --peer "$profile/peer.json" --json "$BENCH_WORK/result.json" --markdown "$BENCH_WORK/result.md" "$@"
echo
cat "$BENCH_WORK/result.md"
