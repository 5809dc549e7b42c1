package dev.sallyport.keycloak.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ProtocolMapperModel;

class CompiledTest {

    private final List<String> compiledTables = new ArrayList<>();
    private final Compiled<String> compiled = new Compiled<>(this::compile);

    @Test
    void compilesATableOnce() {
        IntStream.range(0, 5).forEach(again -> compiled.of("sallyport", "table"));

        assertThat(compiledTables).hasSize(1);
    }

    @Test
    void compilesATableForEachRealmAndEachChange() {
        compiled.of("sallyport", "table");
        compiled.of("other", "table");
        compiled.of("sallyport", "changed");

        assertThat(compiledTables).hasSize(3);
    }

    @Test
    void takesAMapperWithoutPropertiesForOneWithAnEmptyTable() {
        var bare = new ProtocolMapperModel();

        assertThat(compiled.of("sallyport", bare, "rules")).isEmpty();
    }

    @Test
    void forgetsRatherThanGrows() {
        IntStream.range(0, 10_000).forEach(number -> compiled.of("sallyport", "table " + number));

        assertThat(compiled.size()).isLessThanOrEqualTo(500);
    }

    private String compile(String realm, String table) {
        compiledTables.add(table);
        return table;
    }
}
