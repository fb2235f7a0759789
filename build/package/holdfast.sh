#!/bin/sh
# Holdfast's command line, under the Node that came with it.
here=$(readlink -f -- "$0")
resources=${here%/bin/holdfast}
exec "$resources/node/node" "$resources/app.asar.unpacked/dist/node/holdfast.js" "$@"
