#!/usr/bin/env bash
# Builds the jars that the images are made of, outside of any container, so that building an image needs no network, no
# JDK inside and nothing of BuildKit; then the images, with the Compose that is here.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

./mvnw -B -q -DskipTests -pl keycloak-extension,gateway,realm-config,services/orders,services/invoices -am package
docker/compose.sh build
