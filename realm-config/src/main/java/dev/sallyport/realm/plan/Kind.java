package dev.sallyport.realm.plan;

/** The kinds of things that a realm is made of, in the order they are built in: each needs only those above it. */
public enum Kind {
    REALM("realm"),
    COMPONENT("component"),
    TEXTS("texts"),
    REQUIRED_ACTION("required action"),
    CLIENT_PROFILE("client profile"),
    ROLE("role"),
    CLIENT_SCOPE("client scope"),
    DEFAULT_SCOPES("default scopes of realm"),
    SCOPE_MAPPER("mapper"),
    FLOW("flow"),
    CLIENT("client"),
    CLIENT_ROLE("client role"),
    CLIENT_MAPPER("client mapper"),
    COMPOSITES("composites of role"),
    CLIENT_COMPOSITES("composites of client role"),
    SCOPE_ROLES("roles of client scope"),
    CLIENT_SCOPE_ROLES("role scope of client"),
    IDENTITY_PROVIDER("identity provider"),
    IDENTITY_PROVIDER_MAPPER("identity provider mapper"),
    GROUP("group"),
    ORGANIZATION("organization"),
    CLIENT_POLICY("client policy"),
    USER("user"),
    DEFAULTS("defaults of realm");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** For people to read, as in “client gateway”. */
    public String words() {
        return words;
    }

    /** Whether it is a part of the realm that is always there: it is changed, never created or deleted. */
    public boolean alwaysThere() {
        return switch (this) {
            case REALM,
                    DEFAULT_SCOPES,
                    DEFAULTS,
                    COMPOSITES,
                    CLIENT_COMPOSITES,
                    SCOPE_ROLES,
                    CLIENT_SCOPE_ROLES,
                    TEXTS -> true;
            default -> false;
        };
    }
}
