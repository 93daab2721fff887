# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by install.sh: astercc.conf and astercrm.conf. Written from the samples once; afterwards only what was asked for
# by name is changed, for the rest is the administrator's.

daemon_config=/etc/astercc/astercc.conf
web_config=/etc/astercc/astercrm.conf
users_file=/etc/astercc/database-users
manager_sample=/etc/astercc/asterisk/manager.conf

# What was configured before is the default of an upgrade.
take_earlier_answers()
{
    earlier=$root$daemon_config
    [ -r "$earlier" ] || earlier=$root$web_config
    [ -r "$earlier" ] || return 0
    earlier_answer db_host database dbhost
    earlier_answer db_port database dbport
    earlier_answer db_name database dbname
    earlier_answer ami_host asterisk server
    earlier_answer ami_port asterisk port
    web_dir_before=$(cat "$root/var/lib/astercc/install/web-dir" 2>/dev/null)
    is_given web_dir || web_dir=${web_dir_before:-$web_dir}
}

earlier_answer() # VARIABLE SECTION KEY
{
    found=$(ini_get "$earlier" "$2" "$3")
    [ -z "$found" ] || is_given "$1" || eval "$1=\$found"
}

require_writable_values()
{
    require_ini_value "the database password" "$db_password"
    require_ini_value "the password of the manager interface" "$ami_secret"
    case $ami_user$ami_host in *[!A-Za-z0-9_.:@-]*) fail "Asterisk's host or user '$ami_host' '$ami_user'" "letters, digits and _.:@- only" ;; esac
}

# set_new FILE SECTION KEY VALUE [OPTION]: in a file that is being made, or when the option was given.
set_new()
{
    [ "$is_new" = yes ] || { [ -n "${5:-}" ] && is_given "$5"; } || return 0
    ini_set "$1" "$2" "$3" "$4"
}

set_common() # FILE DATABASE-USER PASSWORD
{
    set_new "$1" database dbhost "$address" db_host && set_new "$1" database dbname "$db_name" db_name &&
        set_new "$1" database dbport "$db_port" db_port && set_new "$1" database username "$2" &&
        ini_set_if_any "$1" database password "$3" &&
        set_new "$1" asterisk server "$ami_host" ami_host && set_new "$1" asterisk port "$ami_port" ami_port
}

ini_set_if_any() { [ -z "$4" ] || ini_set "$@"; }

# A manager user is ours to change while it is one of those this installer chooses.
set_manager() # FILE SECTION USER
{
    access=$(manager_access "$3")
    ini_set "$1" "$2" username "$(printf '%s' "$access" | sed -n 1p)" && ini_set "$1" "$2" secret "$(printf '%s' "$access" | sed -n 2p)"
}

is_manager_ours() # FILE SECTION
{
    is_given ami_user && return 0
    [ "$is_new" = yes ]
}

fill_daemon_config()
{
    file=$root$daemon_config
    set_common "$file" "${daemon_user:-astercc}" "$astercc_password" || return
    if [ -n "$dialer_password" ]; then
        set_new "$file" dialer dbusername dialer && ini_set "$file" dialer dbpassword "$dialer_password" || return
    fi
    set_new "$file" system user astercc || return
    ! is_manager_ours || { set_manager "$file" asterisk asterccdaemon && set_manager "$file" dialer asterccdialer; }
}

fill_web_config()
{
    file=$root$web_config
    set_common "$file" "${web_user:-astercrm}" "$astercrm_password" &&
        set_new "$file" system share_path "$prefix/share/astercc" &&
        set_new "$file" system import_program "$prefix/lib/astercc/astercrm-import" || return
    ! is_manager_ours || set_manager "$file" asterisk astercrm
}

configure() # PATH SAMPLE GROUP FILLER
{
    is_new=no
    [ -e "$root$1" ] || is_new=yes
    if [ "$is_new" = yes ]; then
        act "write $1 (root:$3, 0640)" begin_config "$1" "$2" "$3"
    fi
    [ "$is_dry" = no ] || { [ "$is_new" = yes ] || say "would: change in $1 what the options name"; return 0; }
    "$4" || fail "$1: could not be changed" "see what is said above"
}

begin_config() # PATH SAMPLE GROUP
{
    (umask 077; cp "$2" "$root$1") && own "root:$3" "$root$1" && chmod 0640 "$root$1"
}

install_configuration()
{
    address=$(database_address)
    case $role in
        daemons) daemon_user=$db_user astercc_password=$db_password ;;
        web) web_user=$db_user astercrm_password=$db_password ;;
    esac
    ! does daemons || configure "$daemon_config" "$here/etc/astercc.conf" astercc fill_daemon_config
    # The daemons read there which mode, zone and licence hold.
    ! does web || configure "$web_config" "$here/etc/astercrm.conf" astercrm fill_web_config
}
