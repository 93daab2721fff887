# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by install.sh: where the programs come from. A package has placed them, or they are built from this checkout.

require_build_packages()
{
    bash -c 'checkout=$1; . "$1/scripts/lib/packages.sh"; shift; require_packages "$@"' - "$here" "$@"
}

compile()
{
    cd "$here" && { [ -e build/release/build.ninja ] || cmake --preset release; } && ninja -C build/release programs
}

# After it, $tester can try the manager interface and nothing of the system is changed but packages.
prepare_programs()
{
    if [ "$is_packaged" = yes ]; then
        tester=$prefix/bin/astercc
        return
    fi
    if [ -z "$build" ]; then
        build=$here/build/release
        act_on_system "install the packages to build and run with" require_build_packages run build
        act "build asterCC in build/release" compile
    fi
    tester=$build/bin/astercc
    [ "$is_dry" = yes ] || [ -x "$tester" ] || fail "$build: there is no bin/astercc" "build it, or leave --build out"
}

copy_programs()
{
    DESTDIR=$root cmake --install "$build" --prefix "$prefix" >"$tmp/cmake" 2>&1 || { cat "$tmp/cmake"; return 1; }
    mkdir -p "$(dirname "$root$manifest")" && touch "$root$manifest" || return
    awk '{ printf "%64s %s\n", "", $0 }' "$build/install_manifest.txt" >"$tmp/listed"
    awk 'NR == FNR { new[substr($0, 66)] = 1; next } !(substr($0, 66) in new)' "$tmp/listed" "$root$manifest" >"$tmp/listed.old"
    cat "$tmp/listed.old" "$tmp/listed" >"$root$manifest"
}

install_programs()
{
    [ "$is_packaged" = yes ] || act "install the programs below $prefix" copy_programs
}
