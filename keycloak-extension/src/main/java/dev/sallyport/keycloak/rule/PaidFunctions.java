package dev.sallyport.keycloak.rule;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.ConcatenatedListView;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import dev.cel.runtime.standard.BoolFunction.BoolOverload;
import dev.cel.runtime.standard.BytesFunction.BytesOverload;
import dev.cel.runtime.standard.CelStandardOverload;
import dev.cel.runtime.standard.ContainsFunction.ContainsOverload;
import dev.cel.runtime.standard.DoubleFunction.DoubleOverload;
import dev.cel.runtime.standard.DurationFunction.DurationOverload;
import dev.cel.runtime.standard.EndsWithFunction.EndsWithOverload;
import dev.cel.runtime.standard.EqualsOperator.EqualsOverload;
import dev.cel.runtime.standard.GreaterEqualsOperator.GreaterEqualsOverload;
import dev.cel.runtime.standard.GreaterOperator.GreaterOverload;
import dev.cel.runtime.standard.InOperator.InOverload;
import dev.cel.runtime.standard.IntFunction.IntOverload;
import dev.cel.runtime.standard.LessEqualsOperator.LessEqualsOverload;
import dev.cel.runtime.standard.LessOperator.LessOverload;
import dev.cel.runtime.standard.MatchesFunction.MatchesOverload;
import dev.cel.runtime.standard.NotEqualsOperator.NotEqualsOverload;
import dev.cel.runtime.standard.SizeFunction.SizeOverload;
import dev.cel.runtime.standard.StartsWithFunction.StartsWithOverload;
import dev.cel.runtime.standard.StringFunction.StringOverload;
import dev.cel.runtime.standard.TimestampFunction.TimestampOverload;
import dev.cel.runtime.standard.UintFunction.UintOverload;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The functions of CEL whose work grows with what they read, each of which pays for it first ({@link Work}). What {@code +}
 * makes of texts, bytes and lists has a bound besides: a rule that doubles a value a few dozen times would fill the
 * server's memory with it.
 */
final class PaidFunctions {

    private static final int MAX_LENGTH = 65_536;

    /** What these do with a text, they do to each of its characters once. */
    private static final Map<String, CelStandardOverload[]> READING =
            ImmutableMap.<String, CelStandardOverload[]>builder()
                    .put("size", SizeOverload.values())
                    .put("startsWith", StartsWithOverload.values())
                    .put("endsWith", EndsWithOverload.values())
                    .put("_<_", LessOverload.values())
                    .put("_<=_", LessEqualsOverload.values())
                    .put("_>_", GreaterOverload.values())
                    .put("_>=_", GreaterEqualsOverload.values())
                    .put("bool", BoolOverload.values())
                    .put("int", IntOverload.values())
                    .put("uint", UintOverload.values())
                    .put("double", DoubleOverload.values())
                    .put("string", StringOverload.values())
                    .put("bytes", BytesOverload.values())
                    .put("duration", DurationOverload.values())
                    .put("timestamp", TimestampOverload.values())
                    .buildOrThrow();

    private static final Set<CelStandardOverload> GROWING =
            Set.of(AddOverload.ADD_STRING, AddOverload.ADD_BYTES, AddOverload.ADD_LIST);

    private static final RuntimeEquality EQUALITY =
            RuntimeEquality.create(RuntimeHelpers.create(), RuleLanguage.BOUNDS);

    private PaidFunctions() {}

    static CelStandardFunctions theOthers() {
        var paid = Stream.concat(
                        READING.values().stream().flatMap(Stream::of),
                        Stream.of(
                                        AddOverload.values(),
                                        MatchesOverload.values(),
                                        ContainsOverload.values(),
                                        EqualsOverload.values(),
                                        NotEqualsOverload.values(),
                                        InOverload.values())
                                .flatMap(Stream::of))
                .collect(toUnmodifiableSet());
        return CelStandardFunctions.newBuilder()
                .filterFunctions((function, overload) -> !paid.contains(overload))
                .build();
    }

    static List<CelFunctionBinding> bindings() {
        var ofTheirOwn = Stream.of(addition(), matching(), containing(), equality(), difference(), membership());
        var reading = READING.entrySet().stream()
                .map(function -> CelFunctionBinding.fromOverloads(
                        function.getKey(),
                        Stream.of(function.getValue())
                                .map(PaidFunctions::reading)
                                .toList()));
        return Stream.concat(ofTheirOwn, reading).flatMap(Set::stream).toList();
    }

    private static CelFunctionBinding standard(CelStandardOverload overload) {
        return overload.newFunctionBinding(RuleLanguage.BOUNDS, EQUALITY);
    }

    @SuppressWarnings("unchecked") // what the function takes is checked before it is called
    private static CelFunctionBinding reading(CelStandardOverload overload) {
        var unpaid = standard(overload);
        var function = unpaid.getDefinition();
        var types = unpaid.getArgTypes();
        if (types.size() == 1) {
            return CelFunctionBinding.from(unpaid.getOverloadId(), (Class<Object>) types.get(0), value -> {
                Work.spend(toReadText(value));
                return function.apply(new Object[] {value});
            });
        }
        return CelFunctionBinding.from(
                unpaid.getOverloadId(), (Class<Object>) types.get(0), (Class<Object>) types.get(1), (one, other) -> {
                    Work.spend(toReadText(one));
                    return function.apply(new Object[] {one, other});
                });
    }

    private static ImmutableSet<CelFunctionBinding> addition() {
        var growing = Stream.of(
                CelFunctionBinding.from("add_string", String.class, String.class, PaidFunctions::texts),
                CelFunctionBinding.from("add_bytes", CelByteString.class, CelByteString.class, PaidFunctions::bytes),
                CelFunctionBinding.from("add_list", List.class, List.class, PaidFunctions::lists));
        var others = Stream.of(AddOverload.values())
                .filter(overload -> !GROWING.contains(overload))
                .map(PaidFunctions::standard);
        return CelFunctionBinding.fromOverloads(
                "_+_", Stream.concat(growing, others).toList());
    }

    private static ImmutableSet<CelFunctionBinding> matching() {
        return CelFunctionBinding.fromOverloads(
                "matches",
                CelFunctionBinding.from("matches", String.class, String.class, RegularExpression::isIn),
                CelFunctionBinding.from("matches_string", String.class, String.class, RegularExpression::isIn));
    }

    private static ImmutableSet<CelFunctionBinding> containing() {
        return CelFunctionBinding.fromOverloads(
                "contains",
                CelFunctionBinding.from("contains_string", String.class, String.class, PaidFunctions::contains));
    }

    private static ImmutableSet<CelFunctionBinding> equality() {
        return CelFunctionBinding.fromOverloads(
                "_==_", CelFunctionBinding.from("equals", Object.class, Object.class, PaidFunctions::equal));
    }

    private static ImmutableSet<CelFunctionBinding> difference() {
        return CelFunctionBinding.fromOverloads(
                "_!=_",
                CelFunctionBinding.from("not_equals", Object.class, Object.class, (one, other) -> !equal(one, other)));
    }

    private static ImmutableSet<CelFunctionBinding> membership() {
        return CelFunctionBinding.fromOverloads(
                "@in",
                CelFunctionBinding.from("in_list", Object.class, List.class, PaidFunctions::isInList),
                standard(InOverload.IN_MAP));
    }

    private static boolean equal(Object one, Object other) {
        Work.spend(Work.toCompare(one, other));
        return EQUALITY.objectEquals(one, other);
    }

    /** Comparing with an element reads no more than the value that is looked for. */
    @SuppressWarnings("unchecked") // any list will do
    private static boolean isInList(Object value, List<?> list) {
        Work.spend(list.size() * Work.toRead(value));
        return EQUALITY.inList((List<Object>) list, value);
    }

    /** At worst each character is compared with the whole part, as in a text of one letter alone. */
    private static boolean contains(String text, String part) {
        Work.spend(1 + (long) text.length() * part.length() / 16);
        return text.contains(part);
    }

    private static String texts(String first, String second) {
        return within(first.length() + second.length(), first).concat(second);
    }

    private static CelByteString bytes(CelByteString first, CelByteString second) {
        return within(first.size() + second.size(), first).concat(second);
    }

    /** Both are copied, unless the first is what a macro puts its result together in. */
    @SuppressWarnings("unchecked") // any list will do
    private static List<Object> lists(List<?> first, List<?> second) {
        var length = first.size() + second.size();
        Work.spend(first instanceof ConcatenatedListView ? 0 : length / 16);
        return RuntimeHelpers.concat(within(length, (List<Object>) first), (List<Object>) second);
    }

    private static <T> T within(int length, T value) {
        if (length > MAX_LENGTH) {
            throw new Work.TooMuch("longer than " + MAX_LENGTH);
        }
        Work.spend(value instanceof List ? 1 : 1 + length / 32);
        return value;
    }

    private static long toReadText(Object value) {
        return value instanceof CharSequence || value instanceof CelByteString ? Work.toRead(value) : 1;
    }
}
