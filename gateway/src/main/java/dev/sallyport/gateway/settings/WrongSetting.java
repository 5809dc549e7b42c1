package dev.sallyport.gateway.settings;

import java.time.Duration;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/** Stops the start: says which setting is wrong, and how to mend it. Never repeats a secret. */
public final class WrongSetting extends RuntimeException {

    private final String remedy;

    public WrongSetting(String fault, String remedy) {
        super(fault);
        this.remedy = remedy;
    }

    /** Of a setting whose value can be read as what it is to be, and will not do. */
    public static WrongSetting of(String name, Object value, String remedy) {
        return new WrongSetting(name + " is " + text(value) + ".", remedy);
    }

    public String remedy() {
        return remedy;
    }

    private static Object text(Object value) {
        return value instanceof Duration duration
                ? DurationFormatterUtils.print(duration, DurationFormat.Style.COMPOSITE)
                : value;
    }
}
