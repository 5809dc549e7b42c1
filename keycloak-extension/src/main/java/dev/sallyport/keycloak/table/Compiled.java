package dev.sallyport.keycloak.table;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.keycloak.models.ProtocolMapperModel;

/**
 * Remembers what each table was compiled to, so that this is done once for each configuration of each realm. What is
 * remembered depends on the table's text alone, so that it is never stale; when there is too much of it, all is dropped.
 */
public final class Compiled<T> {

    private static final int MAX_TABLES = 500;

    private record Table(String realm, String text) {}

    private final Map<Table, T> known = new ConcurrentHashMap<>();
    private final BiFunction<String, String, T> compile;

    /** Takes what compiles the table of a realm: its name, and the text of the table. */
    public Compiled(BiFunction<String, String, T> compile) {
        this.compile = compile;
    }

    /** What the table in this property of a mapper was compiled to. */
    public T of(String realm, ProtocolMapperModel mapper, String property) {
        return of(realm, MapperProperty.of(mapper, property));
    }

    T of(String realm, String text) {
        var table = new Table(realm, text);
        var compiled = known.get(table);
        return compiled != null ? compiled : remember(table);
    }

    int size() {
        return known.size();
    }

    private T remember(Table table) {
        if (known.size() >= MAX_TABLES) {
            known.clear();
        }
        return known.computeIfAbsent(table, missing -> compile.apply(missing.realm(), missing.text()));
    }
}
