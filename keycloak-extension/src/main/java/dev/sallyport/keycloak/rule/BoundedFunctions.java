package dev.sallyport.keycloak.rule;

import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.RuntimeHelpers;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import dev.cel.runtime.standard.CelStandardOverload;
import dev.cel.runtime.standard.MatchesFunction.MatchesOverload;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The functions of CEL whose cost has no bound of its own, with one: {@code +} on texts, bytes and lists, which a rule
 * that doubles a value a few dozen times would fill the server's memory with, and {@code matches}.
 */
final class BoundedFunctions {

    private static final int MAX_LENGTH = 65_536;

    private static final Set<CelStandardOverload> REPLACED = Set.of(
            AddOverload.ADD_STRING,
            AddOverload.ADD_BYTES,
            AddOverload.ADD_LIST,
            MatchesOverload.MATCHES,
            MatchesOverload.MATCHES_STRING);

    private BoundedFunctions() {}

    static CelStandardFunctions theOthers() {
        return CelStandardFunctions.newBuilder()
                .filterFunctions((function, overload) -> !REPLACED.contains(overload))
                .build();
    }

    static List<CelFunctionBinding> bindings() {
        var concatenation = CelFunctionBinding.fromOverloads(
                "_+_",
                CelFunctionBinding.from("add_string", String.class, String.class, BoundedFunctions::texts),
                CelFunctionBinding.from("add_bytes", CelByteString.class, CelByteString.class, BoundedFunctions::bytes),
                CelFunctionBinding.from("add_list", List.class, List.class, BoundedFunctions::lists));
        var matches = CelFunctionBinding.fromOverloads(
                "matches",
                CelFunctionBinding.from("matches", String.class, String.class, RegularExpression::isIn),
                CelFunctionBinding.from("matches_string", String.class, String.class, RegularExpression::isIn));
        return Stream.concat(concatenation.stream(), matches.stream()).toList();
    }

    private static String texts(String first, String second) {
        return within(first.length() + second.length(), first).concat(second);
    }

    private static CelByteString bytes(CelByteString first, CelByteString second) {
        return within(first.size() + second.size(), first).concat(second);
    }

    @SuppressWarnings("unchecked") // any list will do
    private static List<Object> lists(List<?> first, List<?> second) {
        return RuntimeHelpers.concat(within(first.size() + second.size(), (List<Object>) first), (List<Object>) second);
    }

    private static <T> T within(int length, T value) {
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException("longer than " + MAX_LENGTH);
        }
        return value;
    }
}
