package dev.sallyport.keycloak.profile;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An attribute of a realm's user profile.
 *
 * @param view who may see it: {@code user}, {@code admin}
 * @param edit who may write it
 */
public record ProfileAttribute(String name, Set<String> view, Set<String> edit) {

    private static final String USERNAME = "username";
    private static final String EMAIL = "email";
    private static final String USER = "user";

    /** The profile of a realm that has set none. */
    public static final List<ProfileAttribute> DEFAULT_PROFILE = Stream.of(USERNAME, EMAIL, "firstName", "lastName")
            .map(name -> new ProfileAttribute(name, Set.of("admin", USER), Set.of("admin", USER)))
            .toList();

    boolean isUsername() {
        return name.equals(USERNAME);
    }

    /** Keycloak lets users write their username and their e-mail address where the profile says nothing of who may. */
    boolean isWrittenByUser() {
        var saysNothing = view.isEmpty() && edit.isEmpty();
        return saysNothing ? isUsername() || name.equals(EMAIL) : edit.contains(USER);
    }
}
