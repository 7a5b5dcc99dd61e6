#!/usr/bin/env bash
# Makes the sandbox's image from Debian packages, for machines without an image registry.
# Needs root, apt and an engine that `docker` reaches (DOCKER_HOST counts). A few seconds, no chroot left behind.
#
#   sudo sandboxes/image/build-from-debian.sh [IMAGE]        # IMAGE: assay-sandbox:1
set -euo pipefail
image=${1:-assay-sandbox:1}
suite=bookworm
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
# The standard library needs python3; scripts that call a shell or `ls` need dash and coreutils. No package
# manager, no perl and no setuid program comes along.
packages=(base-files libc-bin dash coreutils python3 tzdata)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -p "$root" "$work"/{lists,archives}/partial
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$work/sources.list"

# apt works out and checks the packages with state of its own, whatever the host has installed.
apt=(
  apt-get -qq -y --no-install-recommends
  -o Dir::State::status=/dev/null -o Dir::State::lists="$work/lists" -o Dir::Cache="$work"
  -o Dir::Cache::archives="$work/archives/" -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=-
  -o APT::Sandbox::User=root -o Acquire::Languages=none
)
"${apt[@]}" update
"${apt[@]}" --download-only install "${packages[@]}" >"$work/apt.log" || { cat "$work/apt.log" >&2; exit 1; }
for package in "$work"/archives/*.deb; do
  dpkg-deb --extract "$package" "$root"
done

ldconfig -r "$root"
ln -sf dash "$root/bin/sh"
printf '%s\n' 'root:x:0:0:root:/:/usr/sbin/nologin' 'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin' >"$root/etc/passwd"
printf '%s\n' 'root:x:0:' 'nogroup:x:65534:' >"$root/etc/group"
rm -rf "$root"/usr/share/{doc,man,info,locale,lintian,bug,common-licenses} "$root"/usr/lib/python3.11/{test,idlelib,tkinter,ensurepip,lib2to3,distutils}
# The container's root is read-only: without compiled files every start would compile the standard library anew.
env --ignore-environment PATH="$PATH" chroot "$root" /usr/bin/python3 -I -m compileall -q /usr/lib/python3.11

tar --create --directory "$root" --numeric-owner --sort=name . |
  docker import --change 'ENV PATH=/usr/bin:/bin LANG=C.UTF-8' --change 'CMD ["/usr/bin/python3"]' \
    --change 'LABEL assay.sandbox.image=1' - "$image" >/dev/null
echo "$image: $(docker run --rm --network none --entrypoint /usr/bin/python3 "$image" --version)"
