package dev.sallyport.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of {@code docs/settings.md}, made of what the compiler read in the records, which IDEs read too. */
class SettingsTableTest {

    private static final Path PAGE = Path.of("../docs/settings.md");
    private static final String COMMAND = "./sallyport unit -pl gateway -Dtest=SettingsTableTest -Dsettings.write";
    private static final String BEGIN = "<!-- Made by " + COMMAND + " -->\n";
    private static final String END = "<!-- End of what is made -->\n";

    @Test
    void saysWhatTheCodeSays() throws IOException {
        var page = Files.readString(PAGE);
        var current = page.substring(0, page.indexOf(BEGIN)) + BEGIN + table() + page.substring(page.indexOf(END));
        if (System.getProperty("settings.write") != null) {
            Files.writeString(PAGE, current);
        }

        assertThat(Files.readString(PAGE)).as("Make it anew: " + COMMAND).isEqualTo(current);
    }

    private static String table() throws IOException {
        var metadata = SettingsTableTest.class.getResource("/META-INF/spring-configuration-metadata.json");
        try (var json = Objects.requireNonNull(metadata).openStream()) {
            var settings = new JsonMapper().readTree(json).path("properties");
            return StreamSupport.stream(settings.spliterator(), false)
                    .map(SettingsTableTest::row)
                    .sorted()
                    .collect(Collectors.joining("", "| setting | kind | default | what |\n|---|---|---|---|\n", ""));
        }
    }

    private static String row(JsonNode setting) {
        var description = setting.path("description").asString("");
        assertThat(description)
                .as("What %s is for", setting.path("name"))
                .isNotBlank()
                .doesNotContain("{@");
        var cells = new String[] {
            code(setting.path("name").asString()),
            kind(setting.path("type").asString()),
            standard(setting.path("defaultValue")),
            description.replace("\n", " ")
        };
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** Lists are written as Java prints them. */
    private static String standard(JsonNode value) {
        var text = value.asString("").replaceAll("^\\[|]$", "");
        return text.isEmpty() ? "–" : code(text.replace(", ", "`, `"));
    }

    private static String kind(String type) {
        var raw = type.replaceFirst("<.*", "");
        var found = ClassUtils.resolveClassName(raw, SettingsTableTest.class.getClassLoader());
        if (found.isEnum()) {
            return Arrays.stream(found.getEnumConstants())
                    .map(value -> code(value.toString().toLowerCase(Locale.ROOT)))
                    .collect(Collectors.joining(", "));
        }
        return switch (found.getSimpleName()) {
            case "Integer", "Long" -> "number";
            case "Boolean" -> "true, false";
            case "List", "Set" -> "list";
            case "DataSize" -> "size";
            case "URI" -> "address";
            case "String" -> "text";
            default -> found.getSimpleName().toLowerCase(Locale.ROOT);
        };
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
