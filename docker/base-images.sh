#!/usr/bin/env bash
# Provides the base images that docker-compose.yml and our Dockerfiles name, also on machines that reach no container
# registry: there each is built, under the same name, from Debian's packages and Maven Central alone.
#
#   base-images.sh             provide all of them
#   base-images.sh IMAGE...    provide these only
#   base-images.sh --remove    remove those that were built here (the publishers' own stay)
#
# An image that is here already is kept. One that can be pulled is pulled. Only then is it built, and labelled
# 'local-substitute', so that nobody takes it for the publisher's own:
#   docker images --filter label=local-substitute
#
# Needs a Docker engine (ensure-docker.sh). To build also mmdebstrap, which is installed if it is missing, and a JDK.
# Settings: DEBIAN_MIRROR; NO_PULL=1 to build without trying to pull first.
set -euo pipefail

readonly SUITE=trixie # Debian 13 has all we need: PostgreSQL 17, OpenJDK 21 and 25
readonly LABEL=local-substitute
readonly BASE="$LABEL/debian:$SUITE"

export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
scratch="$(mktemp -d)"
readonly here scratch
trap 'rm -rf "$scratch"' EXIT

say() { printf 'base-images: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Runs a command silently, or shows the end of what it said if it fails.
quietly() { # WHAT COMMAND...
    local what="$1"
    shift
    "$@" >"$scratch/log" 2>&1 || { tail -n 30 "$scratch/log" >&2; die "$what failed"; }
}

# What is named with a tag; a stage of our own has none.
named() {
    sed -nE 's/^(FROM| *image:) +([a-z][^ ]*:[^ ]+).*/\2/p' "$here"/../docker-compose.yml "$here"/{app,keycloak,realm}/Dockerfile |
        sort -u
}

have() { docker image inspect "$1" >/dev/null 2>&1; }

pulled() { [ -z "${NO_PULL:-}" ] && docker pull --quiet "$1" >/dev/null 2>&1; }

# The mirror that this machine's apt uses already, else Debian's own.
mirror() {
    local found="${DEBIAN_MIRROR:-}"
    # shellcheck disable=SC2016 # apt-get replaces it
    [ -n "$found" ] || found="$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep -m1 -E '/debian/?$')" || true
    echo "${found:-https://deb.debian.org/debian}"
}

build_base() {
    command -v mmdebstrap >/dev/null || {
        command -v apt-get >/dev/null || die "no registry within reach, and neither mmdebstrap nor apt-get to build with"
        quietly "apt-get update" as_root apt-get update
        quietly "installing mmdebstrap" as_root apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends \
            mmdebstrap debian-archive-keyring
    }
    # As in Debian's own slim images: no documentation, no translations.
    mmdebstrap --quiet --variant=minbase --aptopt='Acquire::Languages "none"' \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
        --dpkgopt='path-exclude=/usr/share/info/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' \
        "$SUITE" - "$(mirror)" 2>"$scratch/log" |
        docker import --change "LABEL $LABEL=true" --change 'ENV LANG=C.UTF-8' --change 'CMD ["bash"]' - "$BASE" >/dev/null ||
        { tail -n 30 "$scratch/log" >&2; docker rmi "$BASE" >/dev/null 2>&1; die "building $BASE failed"; }
}

build() { # IMAGE
    local name="${1%:*}" tag="${1##*:}"
    local context="$here/base-images/${name##*/}"
    [ -f "$context/Dockerfile" ] || die "cannot pull $1, and there is no recipe for it in docker/base-images"
    if [ "${name##*/}" = keycloak ]; then
        # Its distribution comes through Maven, so mirrors, proxies and the local repository apply.
        cp -R "$context" "$scratch/context"
        context="$scratch/context"
        (cd "$scratch" && quietly "fetching Keycloak $tag" "$here/../mvnw" -B -q \
            org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
            "-Dartifact=org.keycloak:keycloak-quarkus-dist:$tag:zip" "-DoutputDirectory=$context")
        mv "$context/keycloak-$tag" "$context/keycloak"
    fi
    # --network host: RUN steps reach whatever this machine reaches, despite its DNS, MTU or firewall.
    quietly "building $1" docker build --force-rm --network host --build-arg "BASE=$BASE" --tag "$1" "$context"
}

provide() { # IMAGE
    local start="$SECONDS"
    if have "$1"; then
        say "$1: here already"
    elif pulled "$1"; then
        say "$1: pulled ($((SECONDS - start)) s)"
    else
        have "$BASE" || build_base
        build "$1"
        say "$1: built from Debian's packages ($((SECONDS - start)) s)"
    fi
}

remove() {
    local image
    for image in $(named) "$BASE"; do
        if [ "$(docker image inspect --format "{{index .Config.Labels \"$LABEL\"}}" "$image" 2>/dev/null)" = true ]; then
            docker rmi "$image" >/dev/null && say "$image: removed"
        fi
    done
}

docker version >/dev/null 2>&1 || die "no Docker engine answers (docker/ensure-docker.sh sees to one)"
if [ "${1:-}" = --remove ]; then
    remove
else
    # shellcheck disable=SC2046 # names of images have no spaces
    [ "$#" -gt 0 ] || set -- $(named)
    for image in "$@"; do provide "$image"; done
fi
