package dev.sallyport.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|en",
                "en|en",
                "ko|ko",
                "ko-KR,ko;q=0.9,en;q=0.8|ko",
                "en-GB, ko|en",
                "de, KO;q=0.5|ko",
                "korean|en",
                "*|en",
                ",,;q=|en"
            })
    void speakTheFirstLanguageOfTheBrowsersThatTheyKnow(@Nullable String acceptLanguage, String spoken) {
        assertThat(Pages.locale(acceptLanguage).getLanguage()).isEqualTo(spoken);
    }

    @Test
    @Timeout(10)
    void readAHostileLanguageInNoTime() {
        var hostile = "a" + "-b".repeat(8_000);

        for (int i = 0; i < 1_000; i++) {
            assertThat(Pages.locale(hostile).getLanguage()).isEqualTo("en");
        }
    }
}
