# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by install.sh: everything that changes the machine goes through here, so that --dry-run can tell it instead.
# Paths are those of the installed system; $root stands before them.

manifest=/var/lib/astercc/install/manifest  # SHA-256 and path of each file placed: what --uninstall takes away again

# act DESCRIPTION COMMAND...: says what is done and does it.
act()
{
    description=$1
    shift
    if [ "$is_dry" = yes ]; then
        say "would: $description"
        return 0
    fi
    say "$description"
    "$@" || fail "$description: failed (exit status $?)" "see what is said above; run install.sh again when it is mended"
}

# Users, services and packages are this system's own: a --root has none.
act_on_system()
{
    [ -n "$root" ] || act "$@"
}

own() { [ -n "$root" ] || chown "$1" "$2"; }

make_folder() # PATH MODE OWNER
{
    mkdir -p "$root$1" && chmod "$2" "$root$1" && own "$3" "$root$1"
}

folder() # PATH MODE OWNER
{
    [ -d "$root$1" ] || act "make the folder $1 ($3, $2)" make_folder "$@"
}

sum_of() { sha256sum "$1" 2>/dev/null | cut -d ' ' -f 1; }
placed_sum() { awk -v path="$1" 'substr($0, 66) == path { sum = $1 } END { print sum }' "$root$manifest" 2>/dev/null; }

write_placed() # FROM PATH MODE
{
    mkdir -p "$(dirname "$root$2")" "$(dirname "$root$manifest")" &&
        cp "$1" "$root$2.astercc-tmp" && chmod "$3" "$root$2.astercc-tmp" && mv "$root$2.astercc-tmp" "$root$2" &&
        note_placed "$2"
}

note_placed() # PATH
{
    list=$root$manifest
    touch "$list" &&
        awk -v path="$1" 'substr($0, 66) != path' "$list" >"$list.tmp" &&
        printf '%s %s\n' "$(sum_of "$root$1")" "$1" >>"$list.tmp" && mv "$list.tmp" "$list"
}

# place FROM PATH MODE: a file of ours. One that somebody has changed stays as it is.
place()
{
    there=$(sum_of "$root$2")
    [ "$there" != "$(sum_of "$1")" ] || return 0
    if [ -n "$there" ] && [ "$there" != "$(placed_sum "$2")" ]; then
        warn "$2 was changed by hand and stays; ours would be $1"
        return 0
    fi
    act "write $2" write_placed "$1" "$2" "$3"
}

# place_filled FROM PATH MODE: a sample of etc/ with the place of the programs filled in.
place_filled()
{
    filled=$tmp/filled-$(basename "$2")
    sed "s|/usr/local/|$prefix/|g" "$1" >"$filled" || fail "$1: cannot be read"
    place "$filled" "$2" "$3"
}

make_link() # PATH TARGET
{
    mkdir -p "$(dirname "$root$1")" "$(dirname "$root$manifest")" && ln -sfn "$2" "$root$1" && note_placed "$1"
}

place_link() # PATH TARGET
{
    [ "$(readlink "$root$1")" = "$2" ] || act "link $1 to $2" make_link "$@"
}
