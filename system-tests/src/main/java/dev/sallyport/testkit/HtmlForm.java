package dev.sallyport.testkit;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A form on a page, with the values it came with.
 *
 * @param method in capitals
 */
public record HtmlForm(String method, URI action, Map<String, String> fields) {

    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input\\b([^>]*)>", Pattern.DOTALL);

    public HtmlForm {
        fields = Map.copyOf(fields);
    }

    /** The form with this {@code id} attribute. */
    public static Optional<HtmlForm> in(Answer page, String id) {
        return FORM.matcher(page.text())
                .results()
                .filter(form -> attribute(form.group(1), "id").orElse("").equals(id))
                .findFirst()
                .map(form -> new HtmlForm(
                        attribute(form.group(1), "method").orElse("get").toUpperCase(Locale.ROOT),
                        page.url().resolve(attribute(form.group(1), "action").orElse("")),
                        inputs(form.group(2))));
    }

    /** The same form, filled in further. */
    public HtmlForm with(String field, String value) {
        var filled = new LinkedHashMap<>(fields);
        filled.put(field, value);
        return new HtmlForm(method, action, filled);
    }

    private static Map<String, String> inputs(String html) {
        var fields = new LinkedHashMap<String, String>();
        INPUT.matcher(html)
                .results()
                .map(input -> input.group(1))
                .filter(input -> !attribute(input, "type").orElse("").matches("checkbox|radio|submit|button"))
                .forEach(input -> attribute(input, "name")
                        .ifPresent(name ->
                                fields.put(name, attribute(input, "value").orElse(""))));
        return fields;
    }

    static Optional<String> attribute(String tag, String name) {
        var match = Pattern.compile("\\b" + name + "\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')")
                .matcher(tag);
        return match.find()
                ? Optional.of(unescaped(match.group(1) != null ? match.group(1) : match.group(2)))
                : Optional.empty();
    }

    private static String unescaped(String value) {
        return value.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#x27;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#x3D;", "=")
                .replace("&#61;", "=")
                .replace("&amp;", "&");
    }
}
