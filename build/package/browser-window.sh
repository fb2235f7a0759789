#!/bin/sh
# Holdfast's window in a package made without Electron's runtime: the same pages, in a window of the browser.
here=$(dirname -- "$(readlink -f -- "$0")")
for argument in "$@"; do
  # At login: the engine runs, and nothing is shown.
  if [ "$argument" = --hidden ]; then exec "$here/resources/bin/holdfast" serve; fi
done
exec "$here/resources/bin/holdfast" serve --open
