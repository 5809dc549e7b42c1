package dev.sallyport.realm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileCommandTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void aRealmWithASecretInAFile() throws IOException {
        Files.writeString(folder.resolve("key.txt"), "correct horse");
        Files.writeString(
                folder.resolve("r.yaml"), "realm: shop\nclients: [{clientId: x, secret: '${file:key.txt}'}]\n");
    }

    @Test
    void writesWhatNobodyElseMayRead() throws IOException {
        var compiled = folder.resolve("new/shop.json");

        compile(compiled);

        assertThat(compiled).content().contains("correct horse");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(compiled)))
                .isEqualTo("rw-------");
    }

    @Test
    void leavesAFileThatIsThereItsRights() throws IOException {
        var compiled = Files.writeString(folder.resolve("shop.json"), "");
        var rights = PosixFilePermissions.fromString("rw-r-----");
        Files.setPosixFilePermissions(compiled, rights);

        compile(compiled);

        assertThat(compiled).content().contains("correct horse");
        assertThat(Files.getPosixFilePermissions(compiled)).isEqualTo(rights);
    }

    private void compile(Path output) {
        var exit = RealmCommand.commandLine()
                .execute("compile", folder.resolve("r.yaml").toString(), "--output", output.toString());
        assertThat(exit).isZero();
    }
}
