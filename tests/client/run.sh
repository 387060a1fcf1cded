#!/usr/bin/env bash
# The official OpenAI client against a real mirrordeskd: tests/client/run.sh PATH_OF_MIRRORDESKD [node --test options]
set -euo pipefail
daemon=${1:?usage: tests/client/run.sh PATH_OF_MIRRORDESKD}
shift
cd "$(dirname "${BASH_SOURCE[0]}")"
for tool in node npm; do
  command -v "$tool" >/dev/null || { echo "FAIL: the client tests need $tool; tests/setup.sh installs it" >&2; exit 1; }
done

# Again only when the lock file changed; an interrupted installation has no stamp.
stamp=node_modules/.installed
if ! cmp -s package-lock.json "$stamp"; then
  npm ci --loglevel=error || { echo "FAIL: npm could not install the openai package" >&2; exit 1; }
  cp package-lock.json "$stamp"
fi
exec node run.mjs "$daemon" "$@"
