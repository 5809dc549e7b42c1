#!/usr/bin/env bash
# Sallyport in containers, from nothing: an engine and a Compose if there are none, base images, jars, images, secrets; then
# starts it all, waits until it is ready, and says where it is. Needs a JDK 25, for the jars.
#
#   docker/up.sh                     start
#   docker/compose.sh down           stop; with --volumes, forget everything
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

docker/ensure-docker.sh
docker/ensure-compose.sh
docker/base-images.sh
docker/env.sh
docker/build.sh
docker/compose.sh up -d

gateway="$(docker/compose.sh ps -q gateway)"
deadline=$((SECONDS + 120))
until [ "$(docker inspect --format '{{.State.Health.Status}}' "$gateway")" = healthy ]; do
    [ "$SECONDS" -lt "$deadline" ] || { echo "up: the gateway does not become ready; see docker/compose.sh logs" >&2; exit 1; }
    sleep 1
done
at() { docker/compose.sh port "$1" 8080 | sed 's/.*:/localhost:/'; }
echo "Sallyport   http://$(at gateway)"
echo "Keycloak    http://$(at keycloak)   user admin, password: SALLYPORT_ADMIN_PASSWORD in .env"
