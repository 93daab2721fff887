#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs asterCC, or upgrades it: a second run keeps data and configuration. install.sh --help lists the options; without
# any it asks what the original's installer asked. Nothing is written before all that was entered is known to work.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")" && pwd)
lib=$here/scripts/lib/install
[ -d "$lib" ] || lib=$here/install
for part in say options actions ini configuration database asterisk programs system web uninstall; do
    . "$lib/$part.sh"
done

given=
is_wizard=yes is_dry=no is_uninstall=no is_purge=no is_packaged=no
role=all prefix=/usr/local root='' build=''
db_host=localhost db_port=3306 db_name=astercc db_user=root db_password='' db_bin=/usr/bin db_client='' dialer_password=''
ami_host=127.0.0.1 ami_port=5038 ami_user='' ami_secret='' asterisk_config=''
web_dir=/var/www/html/astercc tls_certificate='' tls_key=''
admin_user=admin admin_password='' shown=''
autostart=y start_now=y

ask_for_database()
{
    [ "$is_wizard" = no ] || say "Please enter database information"
    ask db_host "database host(default $db_host):"
    ask db_port "database port(default $db_port):"
    ask db_name "database name(default $db_name):"
    ask db_user "database user name(default $db_user):"
    ask_secret db_password "database user password(default null):"
    ask db_bin "database bin path(default $db_bin):"
    check_names
}

ask_for_asterisk()
{
    [ "$is_wizard" = no ] || say "Please enter the Asterisk information:"
    ask ami_host "Asterisk Host(default $ami_host):"
    ask ami_port "Asterisk Manager API port(default $ami_port):"
    ask ami_user "AMI User name(default asterCC's own users, to be added to manager.conf):"
    [ -z "$ami_user" ] || ask_secret ami_secret "AMI User password:"
    require_writable_values
}

ask_for_web() { ask web_dir "Please enter main html directory for asterCC(default $web_dir):"; }

# settle QUESTIONS CHECK: in the wizard asks again until it works; else ends when it does not.
settle()
{
    while :; do
        "$1"
        flaw=$("$2")
        [ -n "$flaw" ] || return 0
        [ "$is_wizard" = yes ] || fail "$flaw" "nothing was changed"
        warn "$flaw"
    done
}

ask_for_start()
{
    [ "$is_wizard" = yes ] && does daemons || return 0
    autostart=n start_now=n
    say "Do you want the asterCC daemons to start with the system?"
    ask autostart "Press 'y' to auto start:"
    say "Do you want to start the asterCC daemons now?"
    ask start_now "Press 'y' to start:"
}

nothing() { :; }

close()
{
    [ "$is_dry" = no ] || { say "Nothing was changed."; return; }
    say ""
    say "asterCC is installed."
    [ -z "$shown" ] || say "The administrator $admin_user logs in with the password $shown (shown this once)."
    ! does web || say "Its pages: http${tls_certificate:+s}://$(uname -n)/astercrm/"
    [ -n "$asterisk_config" ] || say "On the PBX: #include $manager_sample in manager.conf and $prefix/share/astercc/etc/asterisk/extensions_astercc.conf in extensions.conf, and reload. Then run install.sh again: asterCC logs in as its own users, who have the least rights."
}

install()
{
    take_earlier_answers
    settle ask_for_database database_flaw
    find_client && write_access "$tmp/admin.cnf" "$db_user" "$db_password"
    prepare_programs
    if does daemons || does web; then settle ask_for_asterisk asterisk_flaw; fi
    ! does web || settle ask_for_web web_flaw
    ask_for_start
    [ -z "$asterisk_config" ] || [ -w "$root$asterisk_config/manager.conf" ] ||
        fail "$asterisk_config/manager.conf cannot be written" "--asterisk-config names the folder of Asterisk's configuration"

    stop_services
    install_user
    install_folders
    install_programs
    ! does database || install_database
    if does daemons || does web; then install_asterisk_users; fi
    install_configuration
    ! does web || install_web
    ! does web || install_admin
    install_services
    close
}

parse_options "$@"
[ "$(id -u)" = 0 ] || [ -n "$root" ] || [ "$is_dry" = yes ] || fail "only root may install" "run it as root"
[ "$is_uninstall" = no ] || is_wizard=no
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' INT TERM HUP
if [ "$is_uninstall" = yes ]; then
    take_earlier_answers
    check_names
    uninstall
else
    install
fi
