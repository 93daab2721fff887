# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by install.sh: the database, its tables and one user per kind of program. Passwords go to the client in a file
# or on its standard input.

find_client()
{
    for client in "$db_bin/mariadb" "$db_bin/mysql"; do [ ! -x "$client" ] || return 0; done
    client=
    return 1
}

# write_access FILE USER PASSWORD: what the client needs to log in. \ and " have a meaning there.
write_access()
{
    case $db_host in
        /*) place_of_server="protocol=socket
socket=$db_host" ;;
        localhost) place_of_server= ;;
        *) place_of_server="protocol=tcp
host=$db_host
port=$db_port" ;;
    esac
    (
        umask 077
        printf '[client]\nuser=%s\npassword="%s"\ndefault-character-set=utf8mb4\n%s\n' "$2" \
            "$(printf '%s' "$3" | sed 's/[\\"]/\\&/g')" "$place_of_server" >"$1"
    )
}

# sql: statements on standard input, as the user the options name; rows without headings.
sql() { "$client" --defaults-file="$tmp/admin.cnf" --batch --skip-column-names --raw "$@"; }
sql_value() { printf '%s' "$1" | sql 2>/dev/null; }

# text_literal TEXT: as SQL wants it.
text_literal() { printf "'%s'" "$(printf '%s' "$1" | sed "s/\\\\/\\\\\\\\/g; s/'/''/g")"; }

can_log_in() # USER PASSWORD
{
    write_access "$tmp/other.cnf" "$1" "$2"
    "$client" --defaults-file="$tmp/other.cnf" -e 'SELECT 1' >/dev/null 2>&1
}

check_names()
{
    case $db_name in '' | *[!A-Za-z0-9_]*) fail "the database's name '$db_name'" "letters, digits and _ only" ;; esac
    case $db_user in '' | *[!A-Za-z0-9_.@-]*) fail "the database user's name '$db_user'" "letters, digits and _.@- only" ;; esac
    case $db_port in '' | *[!0-9]*) fail "the database's port '$db_port'" "a number is needed" ;; esac
    case $db_client in *[!A-Za-z0-9_.:%/-]*) fail "--database-client=$db_client" "a host as in CREATE USER is needed" ;; esac
    case $db_host in '' | *[!A-Za-z0-9_.:/-]*) fail "the database's host '$db_host'" "a name, an address or a socket's path is needed" ;; esac
}

# The reason why the database cannot be used; nothing when it can.
database_flaw()
{
    find_client || { echo "there is neither mariadb nor mysql in $db_bin: install mariadb-client, or name the folder"; return; }
    write_access "$tmp/admin.cnf" "$db_user" "$db_password"
    if ! why=$(echo 'SELECT 1' | sql 2>&1); then
        echo "the database on $db_host does not let $db_user in: $why"
        return
    fi
    does database || return 0
    version=$(sql_value 'SELECT VERSION()')
    case $version in
        *MariaDB*) enough=$(printf '%s' "$version" | awk -F '[.-]' '{ print ($1 * 1000 + $2 >= 10006) }') ;;
        *) enough=$(printf '%s' "$version" | awk -F '[.-]' '{ print ($1 >= 8) }') ;;
    esac
    [ "$enough" = 1 ] || { echo "the database on $db_host is version $version: MariaDB 10.6 or MySQL 8 is needed"; return; }
    [ -n "$(sql_value "SELECT 1 FROM information_schema.user_privileges WHERE privilege_type = 'CREATE USER' LIMIT 1")" ] ||
        echo "$db_user on $db_host may not create users: name an administrator of the database"
}

# Where our programs reach the server: localhost means a socket, as for the client.
database_address()
{
    case $db_host in
        localhost) sql_value 'SELECT @@socket' ;;
        *) printf '%s' "$db_host" ;;
    esac
}

# The host our users come from: the one the server sees us at, unless the options say.
users_host()
{
    [ -z "$db_client" ] || { printf '%s' "$db_client"; return; }
    sql_value "SELECT SUBSTRING_INDEX(USER(), '@', -1)"
}

create_user() # NAME PASSWORD
{
    account="'$1'@$(text_literal "$users_at")"
    printf "SET sql_mode = ''; CREATE USER IF NOT EXISTS %s IDENTIFIED BY %s;\n" "$account" "$(text_literal "$2")" | sql || return
    [ "$users_at" != "$seen_at" ] || can_log_in "$1" "$2" ||
        printf "SET sql_mode = ''; ALTER USER %s IDENTIFIED BY %s;\n" "$account" "$(text_literal "$2")" | sql
}

# password_of USER: the one in use, else a new one. Configured here, or kept for the machines that get it told.
password_of()
{
    case $1 in
        astercc) found=$(ini_get "$root$daemon_config" database password) ;;
        dialer) found=$(ini_get "$root$daemon_config" dialer dbpassword) ;;
        astercrm) found=$(ini_get "$root$web_config" database password) ;;
    esac
    [ "$role" != database ] || found=$(ini_get "$root$users_file" "$1" password)
    printf '%s' "${found:-$(random_secret)}"
}

create_database()
{
    printf 'CREATE DATABASE IF NOT EXISTS `%s` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;\n' "$db_name" | sql
}

upgrade_tables()
{
    (umask 077; printf '%s\n' "$db_password" >"$tmp/password")
    backup=$root/var/lib/astercc/backup
    "$root$prefix/bin/asterccdb" upgrade --host "$(database_address)" --port "$db_port" --database "$db_name" --user "$db_user" \
        --password-file "$tmp/password" --sql "$root$prefix/share/astercc/sql" --backup-dir "$backup"
}

# give_rights: sql/grants.sql with the host our users come from.
give_rights()
{
    sed "s/@localhost;/@'$(printf '%s' "$users_at" | sed 's/[&|/]/\\&/g')';/" "$here/sql/grants.sql" | sql "$db_name"
}

keep_users()
{
    (
        umask 077
        for user in astercc astercrm dialer; do
            eval "printf '[%s]\npassword = %s\n' $user \"\$${user}_password\""
        done >"$root$users_file"
    )
}

# The part `database`: all of it may be repeated.
install_database()
{
    users_at=$(users_host) seen_at=$(sql_value "SELECT SUBSTRING_INDEX(USER(), '@', -1)")
    astercc_password=$(password_of astercc) astercrm_password=$(password_of astercrm) dialer_password=$(password_of dialer)
    [ -n "$(sql_value "SHOW DATABASES LIKE '$(printf '%s' "$db_name" | sed 's/_/\\_/g')'")" ] ||
        act "create the database $db_name on $db_host" create_database
    act "bring the tables of $db_name to this version (asterccdb upgrade)" upgrade_tables
    for user in astercc astercrm dialer; do
        eval "act \"see that the database knows $user@$users_at\" create_user $user \"\$${user}_password\""
    done
    act "give them their rights (sql/grants.sql)" give_rights
    [ "$role" != database ] || act "keep their passwords in $users_file, for the machines of the other roles" keep_users
}

drop_database()
{
    users_at=$(users_host)
    {
        printf 'DROP DATABASE IF EXISTS `%s`;\n' "$db_name"
        for user in astercc astercrm dialer; do printf "DROP USER IF EXISTS '%s'@%s;\n" "$user" "$(text_literal "$users_at")"; done
    } | sql
}
