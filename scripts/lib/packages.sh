# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by scripts/demo and scripts/test: sees to it that the packages of scripts/packages.txt are installed.

# packages_of GROUP...: their names, one a line
packages_of() {
    local group
    for group in "$@"; do
        awk -v want="[$group]" '/^\[/ { on = ($1 == want); next } on && !/^#/ { for (i = 1; i <= NF; i++) print $i }' \
            "$checkout/scripts/packages.txt"
    done
}

# missing_packages GROUP...: those of them that are not installed
missing_packages() {
    local wanted
    wanted=$(packages_of "$@" | sort -u)
    dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null | awk '$1 == "installed" { print $2 }' |
        sort -u | comm -23 <(echo "$wanted") -
}

# require_packages GROUP...: installs what is missing when root, else says what to run and ends
require_packages() {
    local missing
    command -v dpkg-query >/dev/null || { echo "this needs Debian 12: there is no dpkg here" >&2; exit 1; }
    missing=$(missing_packages "$@" | tr '\n' ' ')
    [ -z "$missing" ] && return
    if [ "$(id -u)" != 0 ]; then
        printf 'packages are missing; as root run:\n    apt-get update && apt-get install --no-install-recommends %s\n' "$missing" >&2
        exit 1
    fi
    echo "installing packages: $missing"
    export DEBIAN_FRONTEND=noninteractive
    if ! { apt-get update -q && apt-get install -y -q --no-install-recommends $missing; }; then
        echo "the packages could not be installed: see what apt-get said above" >&2
        exit 1
    fi
}
