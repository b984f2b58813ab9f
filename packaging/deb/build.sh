#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The service as a Debian package, from programs that are built.
#   packaging/deb/build.sh PROGRAMS INTO [VERSION]
# PROGRAMS: folder with latchkeyd and latchkeyctl. Prints the package's name.
set -eu
programs=$(cd "$1" && pwd)
mkdir -p "$2"
into=$(cd "$2" && pwd)
cd "$(dirname "$0")/../.."
version=${3:-$(sed -n 's/^project(Latchkey VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)}
architecture=$(dpkg --print-architecture)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -m 755 "$root"
umask 022

install -d "$root/usr/bin" "$root/lib/systemd/system" "$root/etc/latchkey" "$root/usr/share/doc/latchkey" "$root/DEBIAN"
for program in latchkeyd latchkeyctl; do
  strip --strip-unneeded -o "$root/usr/bin/$program" "$programs/$program"
  chmod 755 "$root/usr/bin/$program"
done
install -m 644 packaging/systemd/latchkeyd.service "$root/lib/systemd/system/"
install -m 644 packaging/latchkeyd.sample.toml "$root/etc/latchkey/latchkeyd.toml"
documents=$root/usr/share/doc/latchkey
# With all that they link to.
install -m 644 docs/operations.md docs/directories.md docs/bounces.md docs/audit-trail.md docs/performance.md docs/readiness.md "$documents/"
install -d "$documents/decisions"
install -m 644 docs/decisions/*.md "$documents/decisions/"
sed 's|](docs/|](|g' CHANGELOG.md >"$documents/CHANGELOG.md"
install -d "$root/usr/share/doc/latchkey/balancers"
install -m 644 packaging/balancers/* "$root/usr/share/doc/latchkey/balancers/"
install -d "$root/usr/share/doc/latchkey-service"
printf 'Licence: GPL-3.0-or-later, see /usr/share/common-licenses/GPL-3\n' >"$root/usr/share/doc/latchkey-service/copyright"
echo /etc/latchkey/latchkeyd.toml >"$root/DEBIAN/conffiles"
install -m 755 packaging/deb/postinst packaging/deb/prerm packaging/deb/postrm "$root/DEBIAN/"

# dpkg-shlibdeps wants to stand in the folder of a source package.
mkdir "$work/debian"
printf 'Source: latchkey\n\nPackage: latchkey-service\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O root/usr/bin/latchkeyd root/usr/bin/latchkeyctl 2>/dev/null |
  sed -n 's/^shlibs:Depends=//p')
[ -n "$depends" ] || { echo 'the libraries that the programs need were not found out' >&2; exit 1; }
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@DEPENDS@/$depends/" \
  packaging/deb/control.in >"$root/DEBIAN/control"
package=$into/latchkey-service_${version}_$architecture.deb
dpkg-deb --root-owner-group --build "$root" "$package" >/dev/null
echo "$package"
