#!/bin/sh
# Sees to it that there is a browser for the stories in tests/e2e: root gets Debian's, others use the one on the PATH.
# Never fails: without a browser the stories are skipped, and their closing line says so.
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "no browser yet: installing Debian's chromium ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium; } >/dev/null 2>&1 && exit 0
    echo "chromium could not be installed" >&2
fi
echo "no browser on the PATH: the stories in tests/e2e will be skipped (as root: apt-get install chromium)" >&2
exit 0
