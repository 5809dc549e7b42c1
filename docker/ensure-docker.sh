#!/usr/bin/env bash
# Makes sure a Docker engine answers, for machines that have none running (CI, containers, minimal VMs).
#
#   - an engine that answers already (a local one, Docker Desktop, DOCKER_HOST ...) is used as it is;
#   - an engine that is installed but not running is started;
#   - on Debian and Ubuntu a missing engine is installed from the distribution's own packages.
#
# Safe to call any number of times. Needs root only for the last two.
set -euo pipefail

export PATH="$PATH:/usr/sbin:/sbin"
readonly WAIT_SECONDS="${DOCKER_WAIT_SECONDS:-60}"
readonly LOG="${DOCKERD_LOG:-/var/log/dockerd.log}"
readonly SOCKET=/var/run/docker.sock

say()     { printf 'ensure-docker: %s\n' "$*" >&2; }
die()     { say "$*"; exit 1; }
answers() { docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo -n "$@"
    else die "not root, and there is no sudo: cannot run '$*'"
    fi
}

wait_for_engine() { # SECONDS
    local deadline=$((SECONDS + $1))
    until answers; do
        [ "$SECONDS" -lt "$deadline" ] || return 1
        sleep 0.5
    done
}

install_engine() {
    command -v apt-get >/dev/null || die "no dockerd here and no apt-get either: install Docker first"
    say "installing docker.io"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y -qq --no-install-recommends \
        docker.io iptables >/dev/null
    # Debian 13 moved the client to a package of its own.
    command -v docker >/dev/null ||
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y -qq --no-install-recommends docker-cli >/dev/null
}

start_engine() {
    if [ -d /run/systemd/system ]; then
        as_root systemctl start docker
        return
    fi
    # No systemd (a container, a minimal VM). A packaged init script usually works; where it does not
    # (it may refuse on unknown cgroup layouts), dockerd is started by hand, detached from this shell.
    if command -v service >/dev/null && as_root service docker start >/dev/null 2>&1 && wait_for_engine 15; then
        return
    fi
    say "starting dockerd by hand, log in $LOG"
    # shellcheck disable=SC2016 # $1 is the inner shell's
    as_root sh -c 'setsid nohup dockerd >>"$1" 2>&1 </dev/null &' sh "$LOG"
}

main() {
    if ! answers; then
        # A DOCKER_HOST that does not answer is a mistake to report, not a reason to start another engine.
        [ -z "${DOCKER_HOST:-}" ] || die "DOCKER_HOST=$DOCKER_HOST does not answer"
        [ ! -S "$SOCKET" ] || [ -w "$SOCKET" ] ||
            die "you may not use $SOCKET: join the group docker (sudo usermod -aG docker \"\$USER\"), and log in again"
        command -v dockerd >/dev/null || install_engine
        start_engine
        wait_for_engine "$WAIT_SECONDS" || die "no answer within ${WAIT_SECONDS}s; see $LOG"
    fi
    say "engine $(docker version --format '{{.Server.Version}}, API {{.Server.APIVersion}}')"
}

main "$@"
