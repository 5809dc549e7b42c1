package dev.sallyport.realm.plan;

import tools.jackson.databind.node.ObjectNode;

/**
 * One thing of a realm.
 *
 * @param fields as Keycloak represents it, without what is a thing of its own and without ids
 * @param id Keycloak's id; empty for what is only wished for, and for what has none
 */
public record Item(Key key, ObjectNode fields, String id) {}
