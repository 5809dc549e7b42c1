package dev.sallyport.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real PostgreSQL that runs beside us, with an empty database; what it holds is gone when it is closed. It needs
 * PostgreSQL's programs on the path or where Debian puts them. It refuses to be root: where we are, it runs as the user
 * {@code postgres}.
 */
public final class Postgres implements AutoCloseable {

    private static final String USER = "postgres";

    private final int port;
    private final Path data;
    private final ServerProcess process;

    private Postgres(int port, Path data) {
        this.port = port;
        this.data = data;
        run("initdb", "--pgdata", data.toString(), "--username", USER, "--auth", "trust", "--no-sync");
        var command = as(
                program("postgres"),
                "-D",
                data.toString(),
                "-k",
                data.toString(),
                "-h",
                "127.0.0.1",
                "-F",
                "-p",
                "" + port);
        this.process =
                ServerProcess.start("PostgreSQL", command, Map.of(), logs().resolve("postgres-" + port + ".log"));
    }

    /**
     * Starts one on a free port.
     *
     * @throws StartFailed when it does not come up, or is not installed
     */
    public static Postgres start() {
        var postgres = new Postgres(FreePort.next(), folder());
        postgres.process.awaitReady(postgres::isReady);
        return postgres;
    }

    /** As JDBC takes it; the user is {@code postgres}, with any password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public void close() {
        process.close();
        try {
            Folders.delete(data);
        } catch (IOException left) {
            throw new StartFailed("PostgreSQL's data stayed in " + data, left);
        }
    }

    /** It notes in this file how far it has come. */
    private boolean isReady() {
        try {
            var state = data.resolve("postmaster.pid");
            return Files.exists(state) && Files.readString(state).contains("ready");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Path folder() {
        try {
            var folder = Files.createTempDirectory("postgres-");
            if (isRoot()) {
                Files.setOwner(
                        folder,
                        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
            }
            return folder;
        } catch (IOException failure) {
            throw new StartFailed("No folder for PostgreSQL", failure);
        }
    }

    private static void run(String program, String... arguments) {
        var log = logs().resolve(program + ".log");
        try (var run = ServerProcess.start(program, as(program(program), arguments), Map.of(), log)) {
            if (run.ended().join() != 0) {
                throw new StartFailed(program + " failed", run.output());
            }
        }
    }

    private static List<String> as(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        command.add(program);
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static String program(String name) {
        var debian = Folders.list(Path.of("/usr/lib/postgresql")).map(version -> version.resolve("bin"));
        var path = Stream.of(System.getenv("PATH").split(":", -1)).map(Path::of);
        return Stream.concat(debian, path)
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new StartFailed("The tests need PostgreSQL: install it"))
                .toString();
    }

    private static Path logs() {
        return Workspace.current().cache().resolve("logs");
    }
}
