# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by install.sh: asterCC's users of Asterisk's manager interface. Asterisk's own files are written only when
# --asterisk-config asks for it.

manager_users='asterccdaemon asterccrecorder astercrm asterccdialer'

# can_manage USER SECRET: whether Asterisk lets it in. astercc itself finds out; its words are kept in $tmp/ami.
can_manage()
{
    (
        umask 077
        printf '[database]\ndbhost = /nowhere\nusername = nobody\n[asterisk]\nserver = %s\nport = %s\nusername = %s\nsecret = %s\n[system]\nrundir = %s\nlogdir = %s\njournal_path = %s\n' \
            "$ami_host" "$ami_port" "$1" "$2" "$tmp" "$tmp" "$tmp" >"$tmp/ami.conf"
    )
    "$tester" -t -c "$tmp/ami.conf" >"$tmp/ami" 2>&1
    grep -q '^Success$' "$tmp/ami"
}

# The reason why Asterisk cannot be used; nothing when it can, or when there is no user to try it with.
asterisk_flaw()
{
    case $ami_port in '' | *[!0-9]*) echo "the manager interface's port '$ami_port' is no number"; return ;; esac
    [ -n "$ami_user" ] || return 0
    [ -x "$tester" ] || { [ "$is_dry" = yes ] || echo "$tester is not there to try the manager interface with"; return; }
    can_manage "$ami_user" "$ami_secret" ||
        echo "Asterisk on $ami_host port $ami_port does not let $ami_user in: $(sed -n '/asterisk on/,$s/^Failed: //p' "$tmp/ami" | head -n 1)"
}

manager_secret() # USER
{
    found=$(ini_get "$root$manager_sample" "$1" secret)
    printf '%s' "${found:-$(random_secret)}"
}

fill_manager_sample()
{
    cp "$here/etc/asterisk/manager.conf" "$tmp/manager.conf" || return
    for user in $manager_users; do
        ini_set "$tmp/manager.conf" "$user" secret "$(manager_secret "$user")" || return
    done
    mkdir -p "$(dirname "$root$manager_sample")" && cp "$tmp/manager.conf" "$root$manager_sample" && chmod 0600 "$root$manager_sample"
}

# Our users without [general], which is the PBX's, into its folder.
write_asterisk_users()
{
    into=$root$asterisk_config
    awk '/^\[/ { ours = $0 != "[general]" } ours' "$root$manager_sample" >"$into/manager_astercc.conf" &&
        chmod 0640 "$into/manager_astercc.conf" || return
    [ -n "$root" ] || chgrp --reference="$into/manager.conf" "$into/manager_astercc.conf" || return
    grep -q '^#include manager_astercc.conf' "$into/manager.conf" ||
        printf '\n#include manager_astercc.conf\n' >>"$into/manager.conf"
}

install_asterisk_users()
{
    [ -e "$root$manager_sample" ] && had_sample=yes || had_sample=no
    [ "$had_sample" = yes ] || act "write $manager_sample: asterCC's users of the manager interface" fill_manager_sample
    [ -z "$asterisk_config" ] || [ -e "$root$asterisk_config/manager_astercc.conf" ] || {
        act "write $asterisk_config/manager_astercc.conf and include it in manager.conf" write_asterisk_users
        act_on_system "let Asterisk read it" asterisk -rx 'manager reload'
        had_sample=yes
    }
}

# manager_access USER: "user secret" on two lines, what a program logs in with. Its own user with the least rights, once
# Asterisk knows it; until then the one that was named. An own user is tried only when it may be there: failed logins are
# counted on some PBXs.
manager_access()
{
    secret=$(ini_get "$root$manager_sample" "$1" secret)
    if [ -n "$ami_user" ] && { [ "$had_sample" = no ] || ! can_manage "$1" "$secret"; }; then
        printf '%s\n%s' "$ami_user" "$ami_secret"
    else
        printf '%s\n%s' "$1" "$secret"
    fi
}
