# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by install.sh: values of astercc.conf and astercrm.conf. They travel in the environment, for the words of a
# command are in the process list.

# ini_get FILE SECTION KEY: the value; nothing when there is none.
ini_get()
{
    [ -r "$1" ] || return 0
    ini_section=$2 ini_key=$3 awk '
        /^[ \t]*[;#]/ { next }
        /^[ \t]*\[/ { section = $0; gsub(/^[ \t]*\[|\].*$/, "", section); next }
        section == ENVIRON["ini_section"] && (at = index($0, "=")) {
            key = substr($0, 1, at - 1); gsub(/[ \t]/, "", key)
            if (key != ENVIRON["ini_key"]) next
            value = substr($0, at + 1); sub(/[ \t];.*$/, "", value); gsub(/^[ \t]+|[ \t\r]+$/, "", value)
        }
        END { printf "%s", value }' "$1"
}

# ini_set FILE SECTION KEY VALUE: comments and everything else stay. A key that is not there goes in place of its
# commented-out line, else behind the last key of its section, else into a section at the end.
ini_set()
{
    [ "$(ini_get "$1" "$2" "$3")" != "$4" ] || return 0
    (
        umask 077
        ini_section=$2 ini_key=$3 ini_value=$4 awk '
            function key_of(line) {
                sub(/^[ \t]*;?[ \t]*/, "", line)
                line = substr(line, 1, index(line, "=") - 1); gsub(/[ \t]/, "", line)
                return line
            }
            BEGIN { ours = ENVIRON["ini_key"] " = " ENVIRON["ini_value"] }
            /^[ \t]*\[/ { section = $0; gsub(/^[ \t]*\[|\].*$/, "", section) }
            NR == FNR && section == ENVIRON["ini_section"] {
                is_comment = /^[ \t]*;/
                if (key_of($0) == ENVIRON["ini_key"]) { if (is_comment) commented = FNR; else there = FNR }
                if (!is_comment && NF) last = FNR
            }
            NR == FNR { next }
            FNR == 1 { replaced = there ? there : commented }
            FNR == replaced {
                comment = ""
                if (there && match($0, /[ \t]+;/) && RSTART > index($0, "=")) comment = substr($0, RSTART)
                print ours comment; next
            }
            { print }
            !replaced && FNR == last { print ours }
            END { if (!replaced && !last) print "\n[" ENVIRON["ini_section"] "]\n" ours }' "$1" "$1" >"$1.astercc-tmp" &&
            cat "$1.astercc-tmp" >"$1"
        status=$?
        rm -f "$1.astercc-tmp"
        exit $status
    )
}

# require_ini_value WHAT VALUE: a value that these files can hold.
require_ini_value()
{
    case $2 in
        *"
"* | ' '* | *' ' | ';'* | *' ;'* | *'	'*)
            fail "$1 cannot be written into a configuration file: it has a blank at an end, a blank before ';', a tab or a line end, or begins with ';'" \
                "choose another one" ;;
    esac
    [ "${#2}" -le 120 ] || fail "$1 has more than 120 characters" "choose a shorter one"
}
