# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by install.sh: Apache. The site is a small file with this machine's places around the one of the programs.

# The reason why pages cannot be served; nothing when they can.
web_flaw()
{
    case $web_dir in /*) ;; *) echo "the html directory '$web_dir' is no absolute path"; return ;; esac
    case $web_dir in *[!A-Za-z0-9._/-]*) echo "the html directory '$web_dir': letters, digits and ._/- only"; return ;; esac
    [ -d "$root$(dirname "$web_dir")" ] || { echo "there is no folder $(dirname "$web_dir") for the html directory $web_dir"; return; }
    for file in $tls_certificate $tls_key; do
        [ -r "$root$file" ] || { echo "$file cannot be read"; return; }
    done
    [ -n "$root" ] || [ -d /etc/apache2 ] || [ -d /etc/httpd ] || echo "Apache is not installed: apt-get install apache2 libapache2-mod-fcgid"
}

is_debian_apache() { [ ! -d "$root/etc/httpd" ]; }

write_site() # FILE
{
    cat >"$1" <<EOF
# Where this machine has what etc/apache/astercc.conf of asterCC serves. What you add here stays.
Define ASTERCC_PREFIX $prefix
Define ASTERCRM_CONF $web_config
Define ASTERCC_LIVE http://127.0.0.1:$(live_port)
Define ASTERCC_SHARES_ROOT
EOF
    [ -z "$tls_certificate" ] || cat >>"$1" <<EOF
Define ASTERCC_CERTIFICATE $tls_certificate
Define ASTERCC_KEY $tls_key
Include $prefix/share/astercc/etc/apache/astercc-tls.conf
EOF
    echo "Include $prefix/share/astercc/etc/apache/astercc.conf" >>"$1"
}

live_port()
{
    found=$(ini_get "$root$daemon_config" live port)
    printf '%s' "${found:-5080}"
}

keep_web_dir() { printf '%s\n' "$web_dir" >"$root/var/lib/astercc/install/web-dir"; }

enable_modules()
{
    a2enmod -q fcgid proxy proxy_http headers reqtimeout mime alias env setenvif ${tls_certificate:+ssl}
}

let_web_server_in()
{
    usermod -a -G astercrm "$1"
}

reload_apache()
{
    control=$(command -v apache2ctl || command -v apachectl) || { warn "there is no apachectl to start Apache with"; return 0; }
    "$control" configtest || return
    if runs_systemd; then systemctl restart apache2 2>/dev/null || systemctl restart httpd; else "$control" -k graceful; fi
}

install_web()
{
    user=$(web_server_user)
    [ -n "$root" ] || [ -z "$user" ] || act "let Apache's user $user read $web_config" let_web_server_in "$user"
    folder /var/lib/astercc/upload 0750 "${user:-www-data}:astercrm"
    place "$here/etc/apache/index.html" "$web_dir/index.html" 0644
    [ "$is_dry" = yes ] || keep_web_dir
    write_site "$tmp/site.conf"
    if is_debian_apache; then
        act_on_system "enable Apache's modules" enable_modules
        place "$tmp/site.conf" /etc/apache2/conf-available/astercc.conf 0644
        place_link /etc/apache2/conf-enabled/astercc.conf ../conf-available/astercc.conf
    else
        place "$tmp/site.conf" /etc/httpd/conf.d/astercc.conf 0644
    fi
    [ ! -d "$root/etc/fail2ban" ] || for file in filter.d jail.d; do
        place "$here/etc/fail2ban/$file/astercc.conf" "/etc/fail2ban/$file/astercc.conf" 0644
    done
    act_on_system "have Apache read its configuration" reload_apache
}

# The first administrator, when there is none.
install_admin()
{
    [ "$is_dry" = no ] || { say "would: make the administrator $admin_user, if there is none"; return; }
    [ "$(printf "SELECT COUNT(*) FROM astercrm_account WHERE usertype = 'admin'" | sql "$db_name" 2>/dev/null)" = 0 ] || return 0
    shown=
    [ -n "$admin_password" ] || { admin_password=$(random_secret | head -c 16); shown=$admin_password; }
    printf '%s\n' "$admin_password" | "$root$prefix/bin/astercrm-admin" -c "$root$web_config" create-admin "$admin_user" ||
        fail "the administrator $admin_user could not be made" "see above; then run install.sh again, or astercrm-admin create-admin $admin_user"
}
