#!/bin/sh
# Runs the arm64 executable on another machine; needs qemu-user-static.
exec qemu-aarch64-static "$(dirname "$(readlink -f "$0")")/../../native/linux-arm64/startgate" "$@"
