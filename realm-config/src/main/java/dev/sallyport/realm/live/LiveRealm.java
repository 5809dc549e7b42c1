package dev.sallyport.realm.live;

import dev.sallyport.realm.applied.Applied;
import dev.sallyport.realm.plan.Items;

/**
 * A realm as it is.
 *
 * @param applied what was applied to it last, as it says itself
 */
public record LiveRealm(Items items, Applied applied, String keycloak) {}
