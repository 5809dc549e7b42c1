package dev.sallyport.gateway.check;

import dev.sallyport.gateway.settings.WrongSetting;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.NestedExceptionUtils;

/**
 * Reads a configuration file, says what is unsafe about it, and starts nothing. Exit codes: 0 nothing to mend, 1
 * warnings, 2 a configuration that cannot be read, or that the gateway does not start with.
 */
public final class ConfigurationCheck {

    private static final String USAGE = "usage: ./sallyport check FILE [--spring.profiles.active=PROFILE] …";

    private final PrintStream out;

    ConfigurationCheck(PrintStream out) {
        this.out = out;
    }

    /** The exit code; the arguments are a file, and settings as the gateway itself takes them. */
    public static int run(List<String> arguments) {
        return new ConfigurationCheck(System.out).check(arguments);
    }

    int check(List<String> arguments) {
        if (arguments.isEmpty() || arguments.getFirst().startsWith("-")) {
            out.println(USAGE);
            return 2;
        }
        var file = Path.of(arguments.getFirst()).toAbsolutePath();
        if (!Files.isRegularFile(file)) {
            return refused(file + " is no file.", USAGE);
        }
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
        var settings = arguments.subList(1, arguments.size()).stream();
        try (var context = application().run(arguments(file, settings))) {
            return print(file, context.getBean(Posture.class).findings());
        } catch (RuntimeException unfit) {
            return refused(unfit);
        }
    }

    private static SpringApplication application() {
        var application = new SpringApplication(Posture.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        return application;
    }

    private static String[] arguments(Path file, Stream<String> settings) {
        var ours = Stream.of("--spring.config.additional-location=" + file.toUri(), "--logging.level.root=off");
        return Stream.concat(ours, settings).toArray(String[]::new);
    }

    private int print(Path file, List<Finding> findings) {
        out.println("sallyport check " + file);
        findings.forEach(this::print);
        var warnings = findings.stream().filter(Finding::isWarning).count();
        out.println();
        out.println(warnings == 0 ? "Nothing to mend." : warnings == 1 ? "1 warning." : warnings + " warnings.");
        return warnings == 0 ? 0 : 1;
    }

    private void print(Finding finding) {
        out.println();
        out.println((finding.isWarning() ? "warning  " : "note     ") + finding.what());
        out.println("         " + finding.advice());
    }

    private int refused(RuntimeException unfit) {
        var start = "The gateway does not start with this: ";
        var cause = NestedExceptionUtils.getMostSpecificCause(unfit);
        return cause instanceof WrongSetting wrong
                ? refused(start + wrong.getMessage(), wrong.remedy())
                : refused(start + where(unfit) + cause.getMessage(), "Mend it and check again.");
    }

    private static String where(Throwable unfit) {
        for (var cause = unfit.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException misfit) {
                return misfit.getMessage() + ": ";
            }
        }
        return "";
    }

    private int refused(String reason, String advice) {
        out.println(reason);
        out.println(advice);
        return 2;
    }
}
