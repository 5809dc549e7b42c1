package dev.sallyport.keycloak.table;

import java.util.Optional;
import java.util.function.Function;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.ProtocolMapperConfigException;

/** The answer to an administrator who saves a table with mistakes in it. */
public final class RefusedTable {

    /** Names a pattern that shows its argument as it is; Keycloak would take quotes and braces for a pattern's own. */
    private static final String PATTERN = "sallyport.refused";

    private RefusedTable() {}

    /** Throws what the objections say, if there are any. */
    public static void check(
            ProtocolMapperModel mapper, String property, Function<RuleTable, Optional<String>> objections)
            throws ProtocolMapperConfigException {
        var refusal = refusal(MapperProperty.of(mapper, property), objections);
        if (refusal.isPresent()) {
            throw new ProtocolMapperConfigException(PATTERN, refusal.get(), new Object[] {refusal.get()});
        }
    }

    private static Optional<String> refusal(String table, Function<RuleTable, Optional<String>> objections) {
        try {
            return objections.apply(RuleTable.of(table));
        } catch (RuleTable.Unreadable unreadable) {
            return Optional.ofNullable(unreadable.getMessage());
        }
    }
}
