#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Inside the fresh machine, run by tests/fresh_machine/run.
say() { echo "== $*"; }

set_up()
{
    /usr/share/astercc/install.sh --packaged --prefix=/usr -allbydefault "-amip=$AMI_PORT" -amiu=astercc -amipw=s3cret
}

# Until COMMAND succeeds.
await()
{
    for _ in $(seq 300); do
        ! "$@" >/dev/null 2>&1 || return 0
        sleep 0.1
    done
    cat /tmp/*.log >&2
    "$@"
}

say "MariaDB"
install -d -o mysql /run/mysqld
mariadbd --user=mysql >/tmp/mariadb.log 2>&1 &
await mariadb-admin ping

say "set up"
set_up
await asterccd status
asterccd status
await curl -sf -o /tmp/page http://127.0.0.1/astercrm/login.fcgi
grep -q "asterCRM" /tmp/page
[ "$(stat -c '%U:%G %a' /etc/astercc/astercc.conf)" = "root:astercc 640" ]

say "set up again"
before=$(find /etc/astercc -type f -exec sha256sum {} + | sort)
set_up
[ "$before" = "$(find /etc/astercc -type f -exec sha256sum {} + | sort)" ]
await asterccd status

say "purged"
apt-get purge -y -q astercc >/tmp/purge.log 2>&1 || { tail -20 /tmp/purge.log; exit 1; }
[ ! -e /etc/astercc ]
[ ! -e /usr/bin/astercc ]
[ "$(mariadb -N -e 'SELECT COUNT(*) FROM astercc.astercrm_account')" = 1 ]
apache2ctl stop
mariadb-admin shutdown
