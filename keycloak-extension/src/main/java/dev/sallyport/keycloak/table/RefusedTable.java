package dev.sallyport.keycloak.table;

import java.util.List;
import java.util.function.Function;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.ProtocolMapperConfigException;

/** The answer to an administrator who saves a table with mistakes in it. */
public final class RefusedTable {

    /** Names a pattern that shows its argument as it is; Keycloak would take quotes and braces for a pattern's own. */
    private static final String PATTERN = "sallyport.refused";

    private RefusedTable() {}

    /** Throws what the objections say, if there are any. */
    public static void check(List<String> objections) throws ProtocolMapperConfigException {
        if (!objections.isEmpty()) {
            var refusal = String.join("\n\n", objections);
            throw new ProtocolMapperConfigException(PATTERN, refusal, new Object[] {refusal});
        }
    }

    /** What is wrong with the table in this property of a mapper. */
    public static List<String> objections(
            ProtocolMapperModel mapper, String property, Function<RuleTable, List<String>> objections) {
        try {
            return objections.apply(RuleTable.of(MapperProperty.of(mapper, property)));
        } catch (RuleTable.Unreadable unreadable) {
            return List.of(String.valueOf(unreadable.getMessage()));
        }
    }
}
