# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by install.sh: its options. Those of the original installer keep their spelling.

usage()
{
    cat <<EOF
install.sh: installs or upgrades asterCC. Without options it asks.

Unattended (what is not given has the default in brackets):
  -allbydefault                           ask nothing
  -dbh=  --database-host=HOST             [localhost] or the absolute path of a unix socket
  -dbp=  --database-port=PORT             [3306]
  -dbn=  --database-name=NAME             [astercc]
  -dbu=  --database-user=NAME             [root] an administrator of the database; with --role web or daemons the user
                                          that --role database made for this machine
  -dbpw= --database-password=PASSWORD     [none] better: --database-password-file=FILE
         --database-bin=DIR               [/usr/bin] where the programs mariadb or mysql are
         --database-client=HOST           whence asterCC's users may come, as MariaDB sees it (% is everywhere)
         --dialer-database-password-file=FILE   with --role daemons: of the dialer's own user
  -amih= --asterisk-host=HOST             [127.0.0.1]
  -amip= --asterisk-port=PORT             [5038]
  -amiu= --asterisk-user=NAME             a user of Asterisk's manager.conf [asterCC's own, see --asterisk-config]
  -amipw= --asterisk-password=PASSWORD    better: --asterisk-password-file=FILE
         --asterisk-config=DIR            write asterCC's users into this folder (/etc/asterisk: manager_astercc.conf) and
                                          include them in manager.conf; not done unless asked for
  -web=  --web-dir=DIR                    [/var/www/html/astercc] gets a page that leads to asterCC
         --tls-certificate=FILE --tls-key=FILE   serve HTTPS, and nothing without
         --admin-user=NAME                [admin] the first administrator
         --admin-password-file=FILE       [a password is made and shown once]
         --role=all|database|web|daemons  [all] what this machine is for
         --no-autostart, --no-start       do not start with the machine; do not start at the end
         --dry-run                        say what would be done, do nothing
         --uninstall [--purge]            remove the programs; --purge: configuration, data and database too
For packages and tests:
         --prefix=DIR                     [/usr/local] where programs go
         --root=DIR                       install below DIR; no users, services or packages of this system are touched
         --build=DIR                      install from this build directory as it is
         --packaged                       the programs are there already
Every value may also follow its option as the next word. Exit status: 0 done, 1 failed, 2 wrong usage.
EOF
}

wrong_usage()
{
    warn "$1"
    printf 'Try install.sh --help.\n' >&2
    exit 2
}

# from_file FILE: its first line.
from_file()
{
    [ -r "$1" ] || fail "$1: cannot be read" "a file whose first line is the password is needed"
    IFS= read -r line <"$1" || [ -n "$line" ] || fail "$1: is empty" "its first line must be the password"
    printf '%s' "$line"
}

# Sets a variable and remembers that it was asked for by name.
give() { eval "$1=\$2"; given="$given $1 "; }
is_given() { case $given in *" $1 "*) return 0 ;; esac; return 1; }

value_option() # NAME VALUE
{
    case $1 in
        -dbh | --database-host) give db_host "$2" ;;
        -dbp | --database-port) give db_port "$2" ;;
        -dbn | --database-name) give db_name "$2" ;;
        -dbu | --database-user) give db_user "$2" ;;
        -dbpw | --database-password) give db_password "$2" ;;
        --database-password-file) give db_password "$(from_file "$2")" || exit 1 ;;
        --database-bin) give db_bin "$2" ;;
        --database-client) give db_client "$2" ;;
        --dialer-database-password-file) give dialer_password "$(from_file "$2")" || exit 1 ;;
        -amih | --asterisk-host) give ami_host "$2" ;;
        -amip | --asterisk-port) give ami_port "$2" ;;
        -amiu | --asterisk-user) give ami_user "$2" ;;
        -amipw | --asterisk-password) give ami_secret "$2" ;;
        --asterisk-password-file) give ami_secret "$(from_file "$2")" || exit 1 ;;
        --asterisk-config) give asterisk_config "$2" ;;
        -web | --web-dir) give web_dir "$2" ;;
        --tls-certificate) give tls_certificate "$2" ;;
        --tls-key) give tls_key "$2" ;;
        --admin-user) give admin_user "$2" ;;
        --admin-password-file) give admin_password "$(from_file "$2")" || exit 1 ;;
        --role) give role "$2" ;;
        --prefix) give prefix "$2" ;;
        --root) give root "${2%/}" ;;
        --build) give build "$2" ;;
        *) return 1 ;;
    esac
}

switch_option() # NAME
{
    case $1 in
        -allbydefault | --all-by-default) is_wizard=no ;;
        --no-autostart) autostart=n ;;
        --no-start) start_now=n ;;
        --dry-run) is_dry=yes ;;
        --uninstall) is_uninstall=yes ;;
        --purge) is_purge=yes ;;
        --packaged) is_packaged=yes ;;
        -h | --help) usage; exit 0 ;;
        *) return 1 ;;
    esac
}

parse_options()
{
    while [ $# -gt 0 ]; do
        case $1 in
            -*=*) value_option "${1%%=*}" "${1#*=}" || wrong_usage "there is no option ${1%%=*}" ;;
            *)
                if switch_option "$1"; then
                    :
                elif [ $# -ge 2 ] && value_option "$1" "$2"; then
                    shift
                else
                    wrong_usage "there is no option $1, or it lacks its value"
                fi
                ;;
        esac
        shift
    done
    case $role in all | database | web | daemons) ;; *) wrong_usage "--role=$role: all, database, web or daemons" ;; esac
    case $root$prefix in *[!A-Za-z0-9._/+-]*) wrong_usage "--root and --prefix: letters, digits and ._/+- only" ;; esac
    case ${root:-/}$prefix in /*) ;; *) wrong_usage "--root and --prefix are absolute paths" ;; esac
    [ -z "$tls_certificate$tls_key" ] || [ -n "$tls_certificate" ] && [ -n "$tls_key" ] ||
        [ -z "$tls_certificate$tls_key" ] || wrong_usage "--tls-certificate and --tls-key belong together"
    [ "$is_purge" = no ] || [ "$is_uninstall" = yes ] || wrong_usage "--purge goes with --uninstall"
}

# does PART: whether this machine's role has it (database, web, daemons).
does() { [ "$role" = all ] || [ "$role" = "$1" ]; }
