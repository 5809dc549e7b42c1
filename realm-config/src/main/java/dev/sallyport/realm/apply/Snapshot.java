package dev.sallyport.realm.apply;

import dev.sallyport.realm.live.LiveRealm;
import dev.sallyport.realm.plan.Plan;
import java.util.Optional;

/** A realm as it was seen, and what was to be done then. */
public record Snapshot(Optional<LiveRealm> live, Plan plan) {}
