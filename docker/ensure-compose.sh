#!/usr/bin/env bash
# Makes sure that there is a Compose to run docker-compose.yml with.
#
#   ensure-compose.sh          one that is here already will do; else Compose v2 is installed for the calling user
#   ensure-compose.sh --both   Compose v2, and docker-compose 1.29 too where the distribution still has it; so also if
#                              CI is set, for the tests use each Compose that is here
#
# Compose v2 (with buildx) comes from Debian 13's packages, as plain programs in the user's own ~/.docker/cli-plugins: they
# need glibc 2.34 or newer, so they run on Debian 12 and Ubuntu 22.04 too, whose own package sources stay as they are.
# Settings: DEBIAN_MIRROR.
set -euo pipefail

readonly KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
readonly PLUGINS="${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins"

say() { printf 'ensure-compose: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

has_v2() { docker compose version >/dev/null 2>&1; }
has_v1() { [[ "$(docker-compose version --short 2>/dev/null)" == 1.* ]]; }

# The mirror that this machine's apt uses already, else Debian's own.
mirror() {
    local found="${DEBIAN_MIRROR:-}"
    # shellcheck disable=SC2016 # apt-get replaces it
    [ -n "$found" ] || found="$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep -m1 -E '/debian/?$')" || true
    echo "${found:-https://deb.debian.org/debian}"
}

install_v2() {
    command -v apt-get >/dev/null || die "no Compose here, and no apt-get to get one with: install Docker Compose first"
    [ -f "$KEYRING" ] || as_root apt-get -o DPkg::Lock::Timeout=120 install -y -qq debian-archive-keyring >/dev/null
    local scratch
    scratch="$(mktemp -d)"
    # shellcheck disable=SC2064 # this very folder
    trap "rm -rf '$scratch'" EXIT
    cd "$scratch"
    mkdir -p lists/partial cache/archives/partial
    echo "deb [signed-by=$KEYRING] $(mirror) trixie main" >sources.list
    local apt=(apt-get -qq
        -o "Dir::Etc::SourceList=$scratch/sources.list" -o Dir::Etc::SourceParts=-
        -o "Dir::State::Lists=$scratch/lists" -o "Dir::Cache=$scratch/cache"
        -o APT::Sandbox::User= -o APT::Update::Post-Invoke-Success=)
    "${apt[@]}" update
    "${apt[@]}" download docker-compose docker-buildx
    local package
    for package in ./*.deb; do dpkg-deb --extract "$package" unpacked; done
    mkdir -p "$PLUGINS"
    install -m 755 unpacked/usr/libexec/docker/cli-plugins/docker-* "$PLUGINS/"
    has_v2 || die "Compose v2 is in $PLUGINS, and does not run"
}

install_v1() {
    command -v apt-get >/dev/null || return 0
    as_root apt-get update -qq
    apt-cache policy docker-compose 2>/dev/null | grep -q 'Candidate: 1\.' || return 0
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y -qq --no-install-recommends \
        docker-compose >/dev/null
}

if [ "${1:-}" = --both ] || [ -n "${CI:-}" ]; then
    has_v2 || install_v2
    has_v1 || install_v1
else
    has_v2 || has_v1 || install_v2
fi
! has_v2 || say "docker compose $(docker compose version --short)"
! has_v1 || say "docker-compose $(docker-compose version --short)"
