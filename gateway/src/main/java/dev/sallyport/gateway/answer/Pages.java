package dev.sallyport.gateway.answer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;

/** The gateway's own small pages, English or Korean by {@code Accept-Language}. They load nothing and are not kept. */
@Component
public final class Pages {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");
    private static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.KOREAN);
    private static final int LONGEST_LANGUAGES = 200;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String message = template("message.html");
    private final String onward = template("onward.html");
    private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

    Pages() {
        messages.setBasename("pages/messages");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        messages.setUseCodeAsDefaultMessage(false);
    }

    /**
     * A page that moves on to a path of this site by itself. What comes after it is a request of this site's own, so
     * the {@code SameSite=Strict} cookie goes with it.
     */
    public Mono<Void> onward(ServerWebExchange exchange, ReturnPath target) {
        return onward(exchange, target.value());
    }

    /** The same, to a login that leads back to a path. */
    public Mono<Void> onwardToLogin(ServerWebExchange exchange, ReturnPath back) {
        return onward(exchange, back.login());
    }

    private Mono<Void> onward(ServerWebExchange exchange, String target) {
        var locale = locale(exchange);
        return write(exchange, HttpStatus.OK, onward, locale, Map.of("target", target), key(locale, "onward"));
    }

    /** A page that says what happened and what to do; {@code actionUrl} is a path of this site. */
    public Mono<Void> message(ServerWebExchange exchange, HttpStatus status, String event, String actionUrl) {
        var locale = locale(exchange);
        var reference = exchange.getRequest().getId();
        var values = Map.of("action_url", actionUrl, "reference", reference);
        return write(exchange, status, message, locale, values, key(locale, event));
    }

    private Function<String, @Nullable String> key(Locale locale, String event) {
        return name ->
                messages.getMessage(event + "." + (name.equals("action_label") ? "action" : name), null, "", locale);
    }

    private static Mono<Void> write(
            ServerWebExchange exchange,
            HttpStatus status,
            String template,
            Locale locale,
            Map<String, String> values,
            Function<String, @Nullable String> texts) {
        var nonce = nonce();
        var response = exchange.getResponse();
        response.setStatusCode(status);
        secure(response.getHeaders(), nonce);
        response.getHeaders().setContentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8));
        response.getHeaders().setContentLanguage(locale);
        var html = PLACEHOLDER.matcher(template).replaceAll(found -> {
            var value = switch (found.group(1)) {
                case "lang" -> locale.getLanguage();
                case "nonce" -> nonce;
                case String name when values.containsKey(name) -> values.get(name);
                case String name -> texts.apply(name);
            };
            return Matcher.quoteReplacement(HtmlUtils.htmlEscape(value == null ? "" : value, "UTF-8"));
        });
        var body = response.bufferFactory().wrap(html.getBytes(StandardCharsets.UTF_8));
        return response.writeWith(Mono.just(body));
    }

    private static void secure(HttpHeaders headers, String nonce) {
        var own = "'nonce-" + nonce + "'";
        headers.setCacheControl(CacheControl.noStore());
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src " + own + "; style-src " + own
                        + "; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    }

    /**
     * The first of our languages that the browser names. Java's own reading of {@code Accept-Language} takes minutes for a
     * hostile one; browsers send theirs in order, so a look at the beginning does.
     */
    static Locale locale(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return Locale.ENGLISH;
        }
        var beginning = acceptLanguage.substring(0, Math.min(acceptLanguage.length(), LONGEST_LANGUAGES));
        for (var range : beginning.split(",", -1)) {
            for (var ours : LOCALES) {
                if (isOf(range.strip(), ours.getLanguage())) {
                    return ours;
                }
            }
        }
        return Locale.ENGLISH;
    }

    private static boolean isOf(String range, String language) {
        return range.regionMatches(true, 0, language, 0, 2)
                && (range.length() == 2 || "-;".indexOf(range.charAt(2)) >= 0);
    }

    private static Locale locale(ServerWebExchange exchange) {
        return locale(exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static String nonce() {
        var bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static String template(String name) {
        try {
            return new ClassPathResource("pages/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
