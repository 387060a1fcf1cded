# shellcheck shell=bash
# Sourced by packaging/setup.sh and tests/setup.sh: installs Debian packages, only when one is missing.

# as_root COMMAND...   runs it as root, with sudo when needed
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "Needs root and there is no sudo. Run as root: $*" >&2
    return 1
  fi
}

# missing_packages NAME...   prints those that are not installed; one query, no network
missing_packages() {
  # dpkg-query fails when it has never heard of one of them, which is an answer here, not a failure.
  { dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true; } | awk -v wanted="$*" '
    $1 == "installed" { have[$2] = 1 }
    END { n = split(wanted, names, " "); for (i = 1; i <= n; i++) if (!(names[i] in have)) print names[i] }'
}

# ensure_packages NAME...   does nothing when all are there
ensure_packages() {
  local missing
  missing=$(missing_packages "$@")
  [ -z "$missing" ] && return 0
  # shellcheck disable=SC2086  # one word a package
  echo "Installing:" $missing
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 update
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends $missing
}
