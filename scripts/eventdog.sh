#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# eventdog.sh [-f] [CONFIG]: starts eventsdaemon and keeps it running, for ever. A line in rc.local is enough; where
# asterccdaemon or systemd looks after the programs it is not needed.
#
# Goes to the background by itself, unless -f. Whether eventsdaemon runs it asks eventsdaemon, which knows by the lock
# on its pid file; so two dogs do no harm. A start that fails is tried again after 3 s, then twice as long each time,
# after a minute at most. CONFIG defaults to /etc/astercc/astercc.conf. The program: EVENTSDAEMON, else the one beside
# this script. To stop: end this process first, then `eventsdaemon -k`.

[ "$1" != -f ] || { foreground=yes; shift; }
config=${1:-/etc/astercc/astercc.conf}
daemon=${EVENTSDAEMON:-$(dirname "$(readlink -f "$0")")/eventsdaemon}
shortest=3 longest=60

if [ ! -x "$daemon" ]; then
    echo "eventdog.sh: $daemon is not installed; name it with EVENTSDAEMON=/path/of/eventsdaemon" >&2
    exit 5
fi
if [ -z "$foreground" ]; then
    setsid "$0" -f "$config" </dev/null >/dev/null 2>&1 &
    exit 0
fi

pause=$shortest
while :; do
    if "$daemon" -s -c "$config" >/dev/null 2>&1; then
        pause=$shortest
    else
        "$daemon" -d -c "$config"
        case $? in
            0) echo "eventdog.sh: eventsdaemon started"; pause=$shortest ;;
            75) pause=$shortest ;; # somebody else was quicker
            *) echo "eventdog.sh: eventsdaemon did not start; next attempt in $pause s" >&2; failed=yes ;;
        esac
    fi
    sleep "$pause"
    [ -z "$failed" ] || pause=$((pause * 2 < longest ? pause * 2 : longest))
    failed=
done
