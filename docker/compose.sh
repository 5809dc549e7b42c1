#!/usr/bin/env bash
# Runs Compose v2 if it is here, else docker-compose 1.29, on Sallyport's docker-compose.yml.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if docker compose version >/dev/null 2>&1; then exec docker compose "$@"; else exec docker-compose "$@"; fi
