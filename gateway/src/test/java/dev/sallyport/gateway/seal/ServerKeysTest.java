package dev.sallyport.gateway.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.gateway.settings.WrongSetting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerKeysTest {

    private static final String OLD = "b2xkIGtleSBvbGQga2V5IG9sZCBrZXkgb2xkIGtleSA=";
    private static final String NEW = "bmV3IGtleSBuZXcga2V5IG5ldyBrZXkgbmV3IGtleSA=";
    private static final byte[] BOUND = "bound".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PLAIN = "plain".getBytes(StandardCharsets.UTF_8);

    @Test
    void sealsWithTheFirst() {
        assertThat(ServerKeys.of(NEW, OLD).newest().id())
                .isEqualTo(ServerKeys.of(NEW).newest().id());
    }

    @Test
    void findsEachByItsId() {
        var old = ServerKeys.of(OLD).newest().id();

        assertThat(ServerKeys.of(NEW, OLD).withId(old)).isNotNull();
        assertThat(ServerKeys.of(NEW).withId(old)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "not base64 at all!", "c2hvcnQ=", OLD + OLD})
    void refusesWhatIsNoKeyAndDoesNotRepeatIt(String text) {
        assertThatExceptionOfType(WrongSetting.class)
                .isThrownBy(() -> ServerKeys.of(NEW, text))
                .withMessageContaining("sallyport.server-keys")
                .satisfies(refusal -> assertThat(
                                String.valueOf(refusal.getMessage()).contains(text))
                        .isEqualTo(text.isEmpty()));
    }

    @Test
    void makesItsOwnWhenNoneIsSetAndSaysWhenThatWillNotDo() {
        var own = new ServerKeys(new ServerKeySettings(List.of()));

        assertThat(own.all()).hasSize(1);
        assertThatExceptionOfType(WrongSetting.class)
                .isThrownBy(() -> own.requireShared("sallyport.session.store: redis"))
                .withMessageStartingWith("sallyport.session.store: redis needs keys that all nodes share");
        assertThatCode(() -> ServerKeys.of(NEW).requireShared("")).doesNotThrowAnyException();
    }

    @Test
    void derivesAnotherKeyForEveryUseAndEveryOtherSecret() {
        var key = ServerKeys.of(NEW).newest();

        assertThat(List.of(
                        key.derive("a"),
                        key.derive("b"),
                        key.derive("a", BOUND),
                        key.derive("a", PLAIN),
                        ServerKeys.of(OLD).newest().derive("a")))
                .doesNotHaveDuplicates();
    }

    @Test
    void namesTheSameValueAlikeAndTellsNothingOfIt() {
        var key = ServerKeys.of(NEW).newest();

        assertThat(key.nameOf("alice")).isEqualTo(key.nameOf("alice")).doesNotContain("alice");
        assertThat(key.nameOf("alice")).isNotEqualTo(key.nameOf("bob"));
        assertThat(key.nameOf("alice")).isNotEqualTo(ServerKeys.of(OLD).newest().nameOf("alice"));
    }

    @Test
    void opensOnlyWhatItSealedForTheSamePlace() {
        var key = ServerKeys.of(NEW).newest().derive("use");
        var sealed = Seal.seal(key, BOUND, PLAIN);

        assertThat(Seal.open(key, BOUND, sealed)).isEqualTo(PLAIN);
        assertThat(Seal.open(key, PLAIN, sealed)).isNull();
        assertThat(Seal.open(ServerKeys.of(OLD).newest().derive("use"), BOUND, sealed))
                .isNull();
        assertThat(Seal.open(key, BOUND, new byte[0])).isNull();
        assertThat(Seal.seal(key, BOUND, PLAIN)).isNotEqualTo(sealed);
    }

    @Test
    void showsNoKey() {
        assertThat(new ServerKeySettings(List.of(NEW)) + " "
                        + ServerKeys.of(NEW).newest())
                .doesNotContain(NEW);
    }
}
