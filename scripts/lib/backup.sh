# SPDX-License-Identifier: GPL-3.0-or-later
# What astercc-backup and astercc-restore share: options of the database, and its client. For sh.

die() {
    echo "$program: $*" >&2
    exit 1
}

wrong_usage() {
    echo "$program: $*; try $program --help" >&2
    exit 2
}

# setting SECTION KEY FILE: the value of an INI file, without the comment behind it.
setting() {
    awk -v section="[$1]" -v key="$2" '
        /^[ \t]*\[/ { gsub(/[ \t\r]+$/, ""); is_here = (tolower($0) == section); next }
        is_here && match($0, "^[ \t]*" key "[ \t]*=") {
            value = substr($0, RLENGTH + 1); sub(/[ \t]+;.*$/, "", value); sub(/^[ \t]+/, "", value)
            sub(/[ \t\r]+$/, "", value)
        }
        END { print value }' "$3"
}

# database_option NAME VALUE: takes one that says something else than the configuration; false when it is none of them.
database_option() {
    case $1 in
        --host) host=$2 ;;
        --port) port=$2 ;;
        --database) database=$2 ;;
        --user) user=$2 password= ;;
        --password-file) read -r password < "$2" || [ -n "$password" ] || die "no password in $2" ;;
        *) return 1 ;;
    esac
}

read_configuration() {
    [ -r "$1" ] || return 0
    host=$(setting database dbhost "$1") port=$(setting database dbport "$1") database=$(setting database dbname "$1")
    user=$(setting database username "$1") password=$(setting database password "$1")
}

# A folder for this run, readable by us alone, with the way to the database in it: arguments are everybody's to see.
prepare() {
    umask 077
    work=$(mktemp -d "$1/.$program.XXXXXX") || die "$1 cannot be written to"
    trap 'rm -rf "$work"' EXIT
    trap 'exit 1' HUP INT TERM
    [ -n "$user" ] || die "no user of the database: name the configuration with -c, or --user"
    quoted=$(printf %s "$password" | sed 's/[\\"]/\\&/g')
    case ${host:-127.0.0.1} in
        /*) way="socket=\"$host\"" ;;
        *) way=$(printf 'protocol=tcp\nhost="%s"\nport=%s' "${host:-127.0.0.1}" "${port:-3306}") ;;
    esac
    printf '[client]\nuser="%s"\npassword="%s"\n%s\n' "$user" "$quoted" "$way" > "$work/client.cnf"
    database=${database:-astercc}
}

# sql [OPTION]... [DATABASE]: the client; statements from standard input or -e.
sql() {
    client=$(command -v mariadb || command -v mysql) || die "the client mariadb or mysql is not installed"
    "$client" --defaults-extra-file="$work/client.cnf" --default-character-set=utf8mb4 --batch --skip-column-names "$@"
}
