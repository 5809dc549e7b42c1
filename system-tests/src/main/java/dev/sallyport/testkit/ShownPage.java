package dev.sallyport.testkit;

import java.net.URI;
import java.util.Optional;

/** The page a tab shows, as far as other servers learn of it. */
record ShownPage(URI address, String referrerPolicy) {

    static ShownPage at(URI address) {
        return new ShownPage(address, "");
    }

    static ShownPage of(Answer answer) {
        return new ShownPage(answer.url(), answer.header("referrer-policy").orElse(""));
    }

    Origin origin() {
        return Origin.of(address);
    }

    /** How Fetch Metadata calls the way from here to there. */
    String siteOf(URI target) {
        var there = Origin.of(target);
        if (origin().equals(there)) {
            return "same-origin";
        }
        return origin().isSameSite(there) ? "same-site" : "cross-site";
    }

    boolean hidesItself() {
        return referrerPolicy.equals("no-referrer");
    }

    /** The whole address for its own origin, the origin for others: the default policy; or nothing. */
    Optional<String> refererFor(URI target) {
        if (hidesItself()) {
            return Optional.empty();
        }
        var own = origin().equals(Origin.of(target)) && !referrerPolicy.equals("origin");
        return Optional.of(own ? address.toString().replaceFirst("#.*", "") : origin() + "/");
    }
}
