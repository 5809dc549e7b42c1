package dev.sallyport.gateway.check;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/** Secrets that stand in a file, where whoever reads the file, or its history, has them. */
final class SecretPosture {

    private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|private-key|server-keys(\\[\\d+])?)");

    /** A placeholder without a value of its own to fall back to. */
    private static final Pattern FROM_OUTSIDE = Pattern.compile("\\$\\{[^:}]+:?}|optional:.*|(file|classpath):.*");

    private static final Pattern IN_ADDRESS = Pattern.compile("\\w+://[^/@]*:(?!\\$\\{[^:}]+})[^/@]+@.*");

    private SecretPosture() {}

    static Stream<Finding> of(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .filter(source -> source instanceof EnumerablePropertySource && isFile(source.getName()))
                .flatMap(source -> in((EnumerablePropertySource<?>) source));
    }

    private static boolean isFile(String source) {
        return source.startsWith("Config resource");
    }

    private static Stream<Finding> in(EnumerablePropertySource<?> file) {
        return Arrays.stream(file.getPropertyNames())
                .filter(name -> isPlain(name, String.valueOf(file.getProperty(name))))
                .map(name -> Finding.warning(
                        name + " stands in the file in plain text",
                        "Take it from the environment, without a default: ${NAME}."));
    }

    private static boolean isPlain(String name, String value) {
        return SECRET.matcher(name).matches()
                ? !value.isEmpty() && !FROM_OUTSIDE.matcher(value).matches()
                : IN_ADDRESS.matcher(value).matches();
    }
}
