#!/usr/bin/env bash
# The whole proof: tools for simulated devices, checks, unit and native tests, citizen stories in a browser; one closing line.
set -uo pipefail
cd "$(dirname "$0")/.."

# Debian packages that the tests of the native bindings and of printing need; the product itself needs none of them.
packages=(socat umockdev libumockdev0 gir1.2-umockdev-1.0 python3-gi udev libusb-1.0-0 libudev1 fonts-hanazono
  cups-daemon cups-core-drivers cups-client cups-ipp-utils avahi-daemon dbus poppler-utils)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  install="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
  if [ "$(id -u)" = 0 ]; then sh -c "export DEBIAN_FRONTEND=noninteractive; $install" >/dev/null
  elif sudo -n true 2>/dev/null; then sudo -n sh -c "export DEBIAN_FRONTEND=noninteractive; $install" >/dev/null
  else
    echo "The tests need Debian packages that are not installed. Please run: sudo sh -c '$install'"
    echo "0 passed, 1 failed"
    exit 1
  fi || { echo "Could not install: ${missing[*]}"; echo "0 passed, 1 failed"; exit 1; }
fi

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
node tests/support/stages.ts "$out"
