#!/bin/sh
# Compiles the lock files anew: exact versions with hashes, without the name of a registry or a machine.
# What is locked keeps its version; newer ones: LOCK_ARGS=--upgrade make lock.
# The programs for it live in build/lock, apart from what the project runs on.
set -eu
cd "$(dirname "$0")/.."
tools=build/lock
if [ ! -x "$tools/bin/pip-compile" ]; then
    "${PYTHON:-python3}" -m venv "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check 'pip-tools==7.6.2'
fi

compile() {
    echo "requirements/$1.txt" >&2
    (cd requirements && CUSTOM_COMPILE_COMMAND="make lock" "../$tools/bin/pip-compile" --quiet --generate-hashes \
        --no-emit-options --strip-extras --allow-unsafe ${LOCK_ARGS:-} \
        ${2:+--constraint "$2"} --output-file "$1.txt" "$1.in")
}

compile base
compile dev base.txt
compile setup dev.txt
compile node dev.txt
npm install --package-lock-only --silent --ignore-scripts --no-audit --no-fund
