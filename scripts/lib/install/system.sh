# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by install.sh: the users, folders and services of this machine.

runs_systemd() { [ -z "$root" ] && [ -d /run/systemd/system ]; }

web_server_user()
{
    for name in www-data apache; do ! id "$name" >/dev/null 2>&1 || { echo "$name"; return; }; done
}

make_user()
{
    getent group astercrm >/dev/null || groupadd --system astercrm || return
    id astercc >/dev/null 2>&1 ||
        useradd --system --user-group --home-dir /var/lib/astercc --no-create-home --shell /usr/sbin/nologin astercc || return
    usermod -a -G astercrm astercc
}

install_user()
{
    [ -n "$root" ] || { id -nG astercc 2>/dev/null | grep -qw astercrm; } ||
        act "make the user astercc, and the group astercrm of those who read /etc/astercc" make_user
}

# The pages' own configuration is for daemons and web server, the daemons' for daemons alone.
install_folders()
{
    folder /etc/astercc 0750 root:astercrm
    folder /var/lib/astercc 0755 root:root
    folder /var/lib/astercc/backup 0700 root:root
    ! does daemons || {
        folder /var/lib/astercc/journal 0750 astercc:astercc
        folder /var/log/astercc 0750 astercc:adm
        folder /run/astercc 0750 astercc:astercc
    }
}

install_services()
{
    place_filled "$here/etc/logrotate/astercc" /etc/logrotate.d/astercc 0644
    place_filled "$here/etc/cron/astercc" /etc/cron.d/astercc 0644
    ! does daemons || if runs_systemd; then install_units; else install_init_script; fi
}

programs_to_run() { ini_get "$root$daemon_config" watchdog programs | tr ',' ' '; }

install_units()
{
    for unit in "$here"/etc/systemd/*; do
        place_filled "$unit" "/etc/systemd/system/$(basename "$unit")" 0644
    done
    act_on_system "let systemd read the units" systemctl daemon-reload
    # shellcheck disable=SC2046 # words on purpose
    [ "$autostart" != y ] || act_on_system "start with the machine" systemctl -q enable $(programs_to_run)
    # shellcheck disable=SC2046
    [ "$start_now" != y ] || act_on_system "start now" systemctl restart $(programs_to_run)
}

install_init_script()
{
    place_link /etc/init.d/asterccd "$prefix/bin/asterccd"
    if [ "$autostart" = y ]; then
        if command -v update-rc.d >/dev/null; then
            act_on_system "start with the machine" update-rc.d asterccd defaults
        elif command -v chkconfig >/dev/null; then
            act_on_system "start with the machine" chkconfig --add asterccd
        else
            warn "nothing here starts services with the machine: have $prefix/bin/asterccd start called"
        fi
    fi
    [ "$start_now" != y ] || act_on_system "start now" "$prefix/bin/asterccd" restart
}

# Nothing of ours may hold the tables while they change. An upgrade starts it again.
stop_services()
{
    if runs_systemd; then
        for unit in "$here"/etc/systemd/*.service; do
            name=$(basename "$unit")
            ! systemctl -q is-active "$name" || act_on_system "stop $name" systemctl stop "$name"
        done
    elif [ -x "$prefix/bin/asterccd" ] && [ -r "$root$daemon_config" ]; then
        act_on_system "stop the daemons" "$prefix/bin/asterccd" stop
    fi
}
