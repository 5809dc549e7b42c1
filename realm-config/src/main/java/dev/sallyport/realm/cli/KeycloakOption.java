package dev.sallyport.realm.cli;

import dev.sallyport.realm.admin.AdminApi;
import dev.sallyport.realm.admin.Connection;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which Keycloak a command is about, and who calls it. Secrets come from the environment: others see arguments. */
final class KeycloakOption {

    private static final String PASSWORD = "SALLYPORT_ADMIN_PASSWORD";
    private static final String SECRET = "SALLYPORT_ADMIN_CLIENT_SECRET";
    private static final Pattern THIS_MACHINE = Pattern.compile("(?i)localhost|127(\\.\\d+){3}|\\[::1]");

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(
            names = "--url",
            paramLabel = "URL",
            required = true,
            defaultValue = "${env:SALLYPORT_KEYCLOAK_URL}",
            description = "Keycloak's address; or $SALLYPORT_KEYCLOAK_URL.")
    private URI url = URI.create("");

    @Option(
            names = "--login-realm",
            paramLabel = "REALM",
            defaultValue = "${env:SALLYPORT_ADMIN_REALM:-master}",
            description = "Where the caller has an account: ${DEFAULT-VALUE}; or $SALLYPORT_ADMIN_REALM.")
    private String realm = "master";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = "${env:SALLYPORT_ADMIN_USER}",
            description = "An administrator, with the password in $" + PASSWORD + "; or $SALLYPORT_ADMIN_USER.")
    private @Nullable String user;

    @Option(
            names = "--client",
            paramLabel = "ID",
            defaultValue = "${env:SALLYPORT_ADMIN_CLIENT}",
            description = "Instead of a user a client with a service account, with the secret in $" + SECRET
                    + "; or $SALLYPORT_ADMIN_CLIENT.")
    private @Nullable String client;

    AdminApi api() {
        var connection = connection();
        if (canBeRead(url)) {
            command.commandLine()
                    .getErr()
                    .println("Warning: the password or secret goes to " + url.getHost() + " unencrypted; use https");
        }
        return new AdminApi(connection);
    }

    /** Whether what is sent there leaves this machine unencrypted. */
    static boolean canBeRead(URI url) {
        return "http".equalsIgnoreCase(url.getScheme())
                && !THIS_MACHINE.matcher(String.valueOf(url.getHost())).matches();
    }

    private Connection connection() {
        if (client != null) {
            return Connection.ofClient(url, realm, client, fromEnvironment(SECRET));
        }
        if (user != null) {
            return Connection.ofUser(url, realm, user, fromEnvironment(PASSWORD));
        }
        throw new ParameterException(command.commandLine(), "Who calls Keycloak? Give --user or --client");
    }

    private String fromEnvironment(String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseThrow(() -> new ParameterException(command.commandLine(), "$" + name + " is not set"));
    }
}
