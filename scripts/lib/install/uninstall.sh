# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by install.sh: takes away what it placed. Configuration, recordings, journal and database stay, unless --purge.

remove_placed()
{
    [ -e "$root$manifest" ] || return 0
    cut -c 66- "$root$manifest" | while IFS= read -r path; do
        rm -f "$root$path"
        above=$(dirname "$path")
        while case $above in */astercc | */astercc/*) rmdir "$root$above" 2>/dev/null ;; *) false ;; esac; do
            above=$(dirname "$above")
        done
    done
    rm -f "$root$manifest"
}

purge_files()
{
    rm -rf "$root/etc/astercc" "$root/var/lib/astercc" "$root/var/log/astercc" "$root/run/astercc"
}

remove_user()
{
    ! id astercc >/dev/null 2>&1 || userdel astercc
    ! getent group astercrm >/dev/null || groupdel astercrm
}

uninstall()
{
    if [ "$is_purge" = yes ]; then
        flaw=$(database_flaw)
        [ -z "$flaw" ] || fail "$flaw" "--purge drops the database: name its administrator with -dbu= and -dbpw="
        find_client && write_access "$tmp/admin.cnf" "$db_user" "$db_password"
    fi
    stop_services
    ! runs_systemd || for unit in "$here"/etc/systemd/*.service; do
        systemctl -q disable "$(basename "$unit")" 2>/dev/null
    done
    [ -n "$root" ] || ! command -v update-rc.d >/dev/null || update-rc.d -f asterccd remove >/dev/null 2>&1
    act "remove what was installed (the list is $manifest)" remove_placed
    [ "$is_purge" = yes ] || { say "The database, /etc/astercc and /var/lib/astercc stay; --uninstall --purge removes them."; return; }
    act "drop the database $db_name and asterCC's users" drop_database
    act "remove configuration, journal and logs" purge_files
    act_on_system "remove the user astercc" remove_user
}
