#!/bin/sh
# Makes the virtual environment and installs the locked packages, as any user, with or without npm.
#
#   scripts/set_up.sh python        the environment itself
#   scripts/set_up.sh base|dev      the packages to run, or to develop
#   scripts/set_up.sh static        stylesheets and type, by npm
#   scripts/set_up.sh catalogues    the texts in other languages
#
# Writes only in .venv, node_modules and folders that git ignores. The Makefile decides when it runs.
set -eu
cd "$(dirname "$0")/.."
venv=.venv
bin=$venv/bin

say() { printf '%s\n' "$*" >&2; }

pip() {
    "$bin/python" -m pip --disable-pip-version-check --quiet --quiet "$@"
}

require_python() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return 0
    say "doorzicht needs Python 3.11 or newer; '$1' is not. On Debian 12: apt-get install python3 python3-venv"
    say "Another one? make PYTHON=/path/to/python3.11 ..."
    exit 1
}

make_environment() {
    python=${PYTHON:-python3}
    require_python "$python"
    [ -x "$bin/python" ] && "$bin/python" -m pip --version >/dev/null 2>&1 && return 0
    rm -rf "$venv"
    if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$python" -m venv "$venv"
    elif "$python" -c 'import venv, pip' 2>/dev/null; then
        "$python" -m venv --without-pip "$venv"
        "$python" -m pip --disable-pip-version-check --quiet --quiet --python "$bin/python" install pip
    else
        say "Python has no ensurepip, so it cannot make a virtual environment."
        say "As root: apt-get install python3-venv; then run the same command again."
        exit 1
    fi
}

install_packages() {
    say "installing the locked packages ($1) ..."
    case $1 in
        base) pip install --require-hashes -r requirements/base.txt -r requirements/setup.txt ;;
        dev) pip install --require-hashes -r requirements/dev.txt ;;
    esac
    pip install --no-deps --no-build-isolation --no-index -e .
}

find_npm() {
    if command -v npm >/dev/null 2>&1 && npm --version >/dev/null 2>&1; then
        return 0
    fi
    say "no npm here: its wheel brings one ..."
    [ -x "$bin/npm" ] || pip install --require-hashes -r requirements/node.txt
    PATH="$PWD/$bin:$PATH"
    export PATH
}

install_static() {
    find_npm
    say "placing stylesheets and type ..."
    npm ci --silent --no-audit --no-fund --no-update-notifier --ignore-scripts
    "$bin/python" scripts/place_static.py
}

compile_catalogues() {
    find src -name '*.po' | while read -r catalogue; do
        "$bin/pybabel" --quiet compile -i "$catalogue" -o "${catalogue%.po}.mo"
    done
}

case ${1:-} in
    python) make_environment ;;
    base | dev) install_packages "$1" ;;
    static) install_static ;;
    catalogues) compile_catalogues ;;
    *) say "usage: scripts/set_up.sh python|base|dev|static|catalogues"; exit 2 ;;
esac
