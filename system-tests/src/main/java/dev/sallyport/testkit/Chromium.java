package dev.sallyport.testkit;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real, headless Chromium, driven by Playwright: for what only a browser with JavaScript can show.
 *
 * <p>It is the one that {@code SALLYPORT_CHROMIUM} names, else the system's, else Playwright's own if that was installed;
 * nothing is downloaded.
 */
public final class Chromium implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    private Chromium(Playwright playwright) {
        this.playwright = playwright;
        var options = new LaunchOptions().setHeadless(true).setArgs(FLAGS);
        installed().ifPresent(options::setExecutablePath);
        this.browser = playwright.chromium().launch(options);
    }

    public static Chromium start() {
        var nothingDownloaded = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        return new Chromium(Playwright.create(new Playwright.CreateOptions().setEnv(nothingDownloaded)));
    }

    /** A browser of its own, as after a first start: no cookies, no history. Paths are those of the site. */
    public BrowserContext on(String site) {
        return browser.newContext(new NewContextOptions().setBaseURL(site));
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Optional<Path> installed() {
        var named = Stream.ofNullable(System.getenv("SALLYPORT_CHROMIUM"));
        var usual = Stream.of(
                "/usr/bin/chromium",
                "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome",
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
        return Stream.concat(named, usual)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
