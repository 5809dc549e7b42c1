package dev.sallyport.keycloak.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntitlementsTest {

    private final Sources sources = new Sources();

    private final Evaluation facts = new Evaluation(new SampleFacts() {
        @Override
        public Map<String, Object> entitlements() {
            return sources;
        }
    });

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entitlements['orders'].limit >= 5000",
                "entitlements.orders.limit == 5000",
                "entitlements['orders'].refund == true",
                "entitlements['orders']['refund'] == true",
                "'eu' in entitlements['orders'].regions",
                "entitlements['orders'].regions == ['eu', 'kr']",
                "has(entitlements['orders'].limit) && !has(entitlements['orders'].other)",
                "entitlements['orders'].?limit.orValue(0) == 5000",
                "entitlements['orders'].?other.orValue(7) == 7",
                "entitlements[?'none'].?limit.orValue(7) == 7",
                "entitlements['orders'].address.city == 'Seoul'"
            })
    void areReadLikeMaps(String rule) throws Exception {
        assertThat(GrantRule.of("orders:read", rule).holds(facts)).isTrue();
        assertThat(sources.asked).doesNotContain("down");
    }

    @ParameterizedTest
    @ValueSource(strings = {"entitlements['orders'].limit == '5000'", "entitlements['orders'].refund == 'true'"})
    void areNotEqualToAValueOfAnotherType(String rule) throws Exception {
        assertThat(GrantRule.of("orders:read", rule).holds(facts)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entitlements['down'].limit > 1",
                "entitlements[?'down'].?limit.orValue(1) == 1",
                "entitlements['down'] == {} || 'none' in user.roles",
                "!has(entitlements['down'].limit)",
                "!('down' in entitlements)",
                "entitlements.exists(name, entitlements[name].limit == 0)"
            })
    void failARuleThatNeedsASourceThatIsDown(String rule) throws Exception {
        var compiled = GrantRule.of("orders:read", rule);

        assertThatThrownBy(() -> compiled.holds(facts))
                .isInstanceOfSatisfying(
                        FailedRule.class, failed -> assertThat(failed.missing()).isPresent());
    }

    /** They are loaded only when the claim is put together. */
    @ParameterizedTest
    @ValueSource(strings = {"entitlements", "optional.of(entitlements)", "[entitlements]", "{'all': entitlements}"})
    void failAClaimOfAllOfThemWhereOneIsDown(String rule) throws Exception {
        var compiled = ClaimRule.of("all", rule);

        assertThatThrownBy(() -> compiled.value(facts))
                .isInstanceOfSatisfying(
                        FailedRule.class, failed -> assertThat(failed.missing()).isPresent());
    }

    @Test
    void goInAClaimAsTheyAre() throws Exception {
        assertThat(ClaimRule.of("limit", "entitlements['orders'].limit").value(facts))
                .contains(5000L);
        assertThat(ClaimRule.of("regions", "entitlements['orders'].regions").value(facts))
                .contains(List.of("eu", "kr"));
        assertThat(ClaimRule.of("none", "entitlements['orders'].?other").value(facts))
                .isEmpty();
    }

    /** Two sources: one that answers, and one that is down. */
    private static final class Sources extends AbstractMap<String, Object> {

        private final List<String> asked = new ArrayList<>();

        @Override
        public boolean containsKey(Object name) {
            return name.equals("orders") || name.equals("down");
        }

        @Override
        public @Nullable Object get(Object name) {
            asked.add(String.valueOf(name));
            if (!containsKey(name)) {
                return null;
            }
            if (name.equals("down")) {
                throw new UnavailableFact("down", false);
            }
            var answer = new HashMap<String, Object>(Map.of("limit", 5000L, "refund", true));
            answer.put("regions", List.of("eu", "kr"));
            answer.put("address", Map.of("city", "Seoul"));
            return answer;
        }

        private Entry<String, Object> entry(String name) {
            return Map.entry(name, get(name));
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<String, Object>> iterator() {
                    return Stream.of("orders", "down").map(Sources.this::entry).iterator();
                }

                @Override
                public int size() {
                    return 2;
                }
            };
        }
    }
}
