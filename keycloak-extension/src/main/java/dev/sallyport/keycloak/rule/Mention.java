package dev.sallyport.keycloak.rule;

import java.util.Optional;

/**
 * Something that a rule reads, such as {@code user.attributes['tenant']}. Of what the compiler cannot tell more exactly
 * the whole is mentioned: a key that is computed mentions the whole map.
 *
 * @param variable what the expression begins with
 * @param field empty, where the whole variable is mentioned
 * @param key empty, where the whole field is mentioned
 */
public record Mention(String variable, Optional<String> field, Optional<String> key) implements Comparable<Mention> {

    /** Stands for every attribute. */
    public static final String EVERY_ATTRIBUTE = "*";

    /** The user's attribute that is read here, if it is one: username and e-mail address are attributes too. */
    public Optional<String> userAttribute() {
        if (!variable.equals("user")) {
            return Optional.empty();
        }
        return switch (field.orElse(EVERY_ATTRIBUTE)) {
            case EVERY_ATTRIBUTE -> Optional.of(EVERY_ATTRIBUTE);
            case "attributes" -> key.or(() -> Optional.of(EVERY_ATTRIBUTE));
            case "username", "email" -> field;
            default -> Optional.empty();
        };
    }

    /** As it is written in a rule. */
    @Override
    public String toString() {
        return variable
                + field.map(name -> "." + name).orElse("")
                + key.map(name -> "['" + name + "']").orElse("");
    }

    @Override
    public int compareTo(Mention other) {
        return toString().compareTo(other.toString());
    }
}
