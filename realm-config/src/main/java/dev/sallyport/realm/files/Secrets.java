package dev.sallyport.realm.files;

import dev.sallyport.realm.files.Tree.Mapping;
import dev.sallyport.realm.files.Tree.Scalar;
import dev.sallyport.realm.files.Tree.Sequence;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which fields hold secrets, and whether a file gives one away. */
public final class Secrets {

    /** What a file says if it may hold secrets as they are, which is for demos and tests. */
    static final String ALLOWED = "plainSecrets";

    private static final Pattern FIELD = Pattern.compile(
            "(?i).*(secret|password|bindcredential|(private|secret|api)[._-]?key|secretdata|registrationaccesstoken"
                    + "|client\\.secret\\.rotated)");

    /** A reference and nothing else: to the environment, without a default, to a file, or to Keycloak's vault. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env:[^}:]+|(file:|vault\\.)[^}]+)}");

    private static final Pattern WITH_DEFAULT = Pattern.compile("\\$\\{env:[^}:]+:[^}]*}");

    /** Objects whose keys are ids of clients, which may be called anything. */
    private static final Set<String> BY_CLIENT = Set.of("access", "client", "clientRoles", "clientScopeMappings");

    /** What Keycloak shows in the place of a secret. */
    public static final String MASK = "**********";

    /** Texts for people, where a field named like this is its translation; and our own forms. */
    private static final Set<String> FOR_PEOPLE = Set.of("localizationTexts", "userProfile", "domains", "claims");

    private Secrets() {}

    /** Whether a field of this name holds a secret, in an object that its parent has under that name. */
    public static boolean isSecret(String parent, String field) {
        return !BY_CLIENT.contains(parent)
                && (FIELD.matcher(field).matches() || (parent.equals("credentials") && field.equals("value")));
    }

    /** Whether what is under this name has no secrets. */
    public static boolean isForPeople(String field) {
        return FOR_PEOPLE.contains(field);
    }

    static void check(Mapping file, List<Finding> findings) {
        if (file.text(ALLOWED).isEmpty()) {
            check("", file, findings);
        }
    }

    private static void check(String parent, Mapping mapping, List<Finding> findings) {
        mapping.values().forEach((key, value) -> {
            if (isForPeople(key)) {
                return;
            }
            if (isSecret(parent, key)) {
                checkSecret(key, value, findings);
            } else {
                checkWithin(key, value, findings);
            }
        });
    }

    private static void checkWithin(String key, Tree value, List<Finding> findings) {
        switch (value) {
            case Mapping inner -> check(key, inner, findings);
            case Sequence list -> list.mappings().forEach(item -> check(key, item, findings));
            case Scalar plain -> {}
        }
    }

    private static void checkSecret(String key, Tree value, List<Finding> findings) {
        switch (value) {
            case Scalar scalar -> checkSecret(key, scalar, findings);
            case Sequence list -> list.items().forEach(item -> checkSecret(key, item, findings));
            case Mapping inner -> check(key, inner, findings);
        }
    }

    private static void checkSecret(String key, Scalar scalar, List<Finding> findings) {
        if (!scalar.isText()
                || scalar.text().isEmpty()
                || REFERENCE.matcher(scalar.text()).matches()) {
            return;
        }
        findings.add(Finding.error(scalar.place(), "'" + key + "' " + objection(scalar.text())));
    }

    private static String objection(String secret) {
        if (secret.equals(MASK)) {
            return "has the mask that Keycloak exports instead of a secret; write ${env:NAME}";
        }
        if (WITH_DEFAULT.matcher(secret).matches()) {
            return "is a secret, and its default stands here in plain text; write ${env:NAME}";
        }
        return "is a secret in plain text; write ${env:NAME}, ${file:path} or ${vault.name}, or '" + ALLOWED
                + ": allowed' at the top of this file";
    }
}
