# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by install.sh: what it tells and what it asks.

say() { printf '%s\n' "$*"; }
warn() { printf 'install.sh: %s\n' "$*" >&2; }

# fail WHAT [WHAT TO DO]: ends the installation.
fail()
{
    warn "$1"
    [ -z "${2:-}" ] || printf '    %s\n' "$2" >&2
    exit 1
}

# ask VARIABLE QUESTION: an answer replaces the variable's value, an empty one leaves it. Asked in the wizard only.
ask()
{
    [ "$is_wizard" = yes ] || return 0
    printf '%s' "$2"
    IFS= read -r answer || fail "the answers ended" "unattended installation: install.sh -allbydefault; see install.sh --help"
    [ -z "$answer" ] || eval "$1=\$answer"
}

# ask_secret VARIABLE QUESTION: the same, and the terminal does not show what is typed.
ask_secret()
{
    [ "$is_wizard" = yes ] || return 0
    terminal=$(stty -g 2>/dev/null) && stty -echo
    ask "$1" "$2"
    [ -z "$terminal" ] || { stty "$terminal"; echo; }
}

# random_secret: 32 letters and digits.
random_secret() { LC_ALL=C tr -dc 'A-Za-z0-9' </dev/urandom | head -c 32; }
