#!/usr/bin/env bash
# Writes .env for docker-compose.yml: what .env.example says, and a random secret for each line that it leaves empty.
# What .env says already stays, so this also adds what a newer .env.example asks for.
set -euo pipefail
umask 077

cd "$(dirname "${BASH_SOURCE[0]}")/.."
touch .env
while IFS='=' read -r name value; do
    [[ "$name" == SALLYPORT_* ]] || continue
    grep -q "^$name=." .env && continue
    sed -i "/^$name=\$/d" .env
    echo "$name=${value:-$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')}" >>.env
done <.env.example
