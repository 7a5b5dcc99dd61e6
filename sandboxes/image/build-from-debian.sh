#!/usr/bin/env bash
# Makes the sandbox's image from Debian packages, for machines without an image registry: from the sources that this
# machine's apt has configured, with state of its own, so whatever is installed here. Needs root and an engine that
# `docker` reaches (DOCKER_HOST counts). A few seconds, no chroot left behind.
#
#   sudo sandboxes/image/build-from-debian.sh [IMAGE]        # IMAGE: assay-sandbox:1
set -euo pipefail
image=${1:-assay-sandbox:1}
# The standard library needs python3; scripts that call a shell or `ls` need dash and coreutils. No package
# manager, no perl and no setuid program comes along.
packages=(base-files libc-bin dash coreutils python3 tzdata)
say() { echo "$1" >&2; exit 1; }

[[ -x $(command -v apt-get) && -x $(command -v dpkg-deb) ]] ||
  say "There is no apt here. With a registry at hand: docker build -t $image sandboxes/image"
[[ $(id -u) == 0 ]] || say "Only root can make the image from packages."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -p "$root" "$work/archives/partial"

apt=(
  apt-get -qq -y --no-install-recommends --download-only
  -o Dir::State::status=/dev/null -o Dir::Cache="$work" -o Dir::Cache::archives="$work/archives/"
  -o APT::Sandbox::User=root -o DPkg::Lock::Timeout=120 install "${packages[@]}"
)
"${apt[@]}" >"$work/log" 2>&1 || { apt-get -qq update >"$work/log" 2>&1 || true; "${apt[@]}" >"$work/log" 2>&1; } || {
  tail -n 5 "$work/log" >&2
  say "apt-get cannot fetch ${packages[*]} here (its words are above)."
}
for package in "$work"/archives/*.deb; do
  dpkg-deb --extract "$package" "$root"
done

ldconfig -r "$root"
[[ -e $root/bin/sh ]] || ln -s dash "$root/bin/sh"
printf '%s\n' 'root:x:0:0:root:/:/usr/sbin/nologin' 'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin' >"$root/etc/passwd"
printf '%s\n' 'root:x:0:' 'nogroup:x:65534:' >"$root/etc/group"
rm -rf "$root"/usr/share/{doc,man,info,locale,lintian,bug,common-licenses} "$root"/usr/lib/python3.*/{test,idlelib,tkinter,ensurepip,lib2to3,distutils}
find "$root" -xdev -type f -perm /6000 -exec chmod a-s {} +
# The container's root is read-only: without compiled files every start would compile the standard library anew.
env --ignore-environment PATH="$PATH" chroot "$root" /usr/bin/python3 -I -c '
import compileall, sys, sysconfig
sys.version_info >= (3, 11) or sys.exit("The sandbox needs Python 3.11; the sources of this apt have " + sys.version)
compileall.compile_dir(sysconfig.get_path("stdlib"), quiet=2)'

tar --create --directory "$root" --numeric-owner --sort=name . |
  docker import --change 'ENV PATH=/usr/bin:/bin LANG=C.UTF-8' --change 'CMD ["/usr/bin/python3"]' \
    --change 'LABEL assay.sandbox.image=1' - "$image" >/dev/null
echo "$image: $(docker run --rm --network none --entrypoint /usr/bin/python3 "$image" --version)"
