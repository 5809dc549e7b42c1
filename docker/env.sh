#!/usr/bin/env bash
# Writes .env for docker-compose.yml: what .env.example says, and a secret of 32 random
# bytes for each line that it leaves empty.
# What .env says already stays, so this also adds what a newer .env.example asks for.
set -euo pipefail
umask 077

cd "$(dirname "${BASH_SOURCE[0]}")/.."
touch .env
while IFS='=' read -r name value; do
    [[ "$name" == SALLYPORT_* ]] || continue
    grep -q "^$name=." .env && continue
    grep -v "^$name=\$" .env >.env.new || true
    echo "$name=${value:-$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n')}" >>.env.new
    mv .env.new .env
done <.env.example
