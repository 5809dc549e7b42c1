package dev.sallyport.realm.files;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a file says, every part of it with its place. */
sealed interface Tree {

    Place place();

    /** How messages call it. */
    String kind();

    /** A key's own place, and its value. */
    record Entry(Place place, Tree value) {}

    record Mapping(Place place, SequencedMap<String, Entry> entries) implements Tree {

        public Mapping {
            entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
        }

        static Mapping at(Place place) {
            return new Mapping(place, new LinkedHashMap<>());
        }

        @Override
        public String kind() {
            return "a mapping";
        }

        Optional<Tree> get(String key) {
            return Optional.ofNullable(entries.get(key)).map(Entry::value);
        }

        /** Empty where there is none, or it is no mapping. */
        Mapping mapping(String key) {
            return get(key).filter(Mapping.class::isInstance)
                    .map(Mapping.class::cast)
                    .orElse(at(place));
        }

        /** Empty where there is none, or it is no list. */
        Sequence list(String key) {
            return get(key).orElse(this) instanceof Sequence found ? found : new Sequence(place, List.of());
        }

        Optional<String> text(String key) {
            return get(key).filter(Scalar.class::isInstance)
                    .map(Scalar.class::cast)
                    .filter(scalar -> !scalar.value().isNull())
                    .map(Scalar::text);
        }

        Mapping with(String key, Tree value) {
            var changed = new LinkedHashMap<>(entries);
            var known = entries.get(key);
            changed.put(key, new Entry(known == null ? value.place() : known.place(), value));
            return new Mapping(place, changed);
        }

        Mapping with(String key, String text) {
            return with(key, Scalar.of(place, text));
        }

        Mapping with(String key, boolean value) {
            return with(key, Scalar.of(place, value));
        }

        Mapping without(String key) {
            var changed = new LinkedHashMap<>(entries);
            changed.remove(key);
            return new Mapping(place, changed);
        }

        Map<String, Tree> values() {
            var values = new LinkedHashMap<String, Tree>();
            entries.forEach((key, entry) -> values.put(key, entry.value()));
            return values;
        }
    }

    record Sequence(Place place, List<Tree> items) implements Tree {

        public Sequence {
            items = List.copyOf(items);
        }

        static Sequence of(Place place, List<? extends Tree> items) {
            return new Sequence(place, List.copyOf(items));
        }

        @Override
        public String kind() {
            return "a list";
        }

        Sequence plus(List<? extends Tree> more) {
            var all = new ArrayList<>(items);
            all.addAll(more);
            return new Sequence(place, all);
        }

        List<Mapping> mappings() {
            return items.stream()
                    .filter(Mapping.class::isInstance)
                    .map(Mapping.class::cast)
                    .toList();
        }

        List<String> texts() {
            return items.stream()
                    .filter(Scalar.class::isInstance)
                    .map(Scalar.class::cast)
                    .map(Scalar::text)
                    .toList();
        }
    }

    /**
     * A text, a number, true, false or null.
     *
     * @param text as it was written, without quotes
     * @param raw as it was written, with quotes and line breaks; the text where the tool made it up
     * @param filledIn whether some of it came from the environment or a file, so that nothing may show it
     */
    record Scalar(Place place, JsonNode value, String text, String raw, boolean filledIn) implements Tree {

        static Scalar of(Place place, String text) {
            return new Scalar(place, JsonNodeFactory.instance.stringNode(text), text, text, false);
        }

        static Scalar of(Place place, boolean value) {
            var text = String.valueOf(value);
            return new Scalar(place, JsonNodeFactory.instance.booleanNode(value), text, text, false);
        }

        @Override
        public String kind() {
            return switch (value.getNodeType()) {
                case STRING -> "a text";
                case NUMBER -> "a number";
                case BOOLEAN -> text;
                default -> "nothing";
            };
        }

        boolean isText() {
            return value.isString();
        }

        /** The same thing as a text: {@code 900} where a text is wanted is {@code "900"}. */
        Scalar asText() {
            return new Scalar(place, JsonNodeFactory.instance.stringNode(text), text, raw, filledIn);
        }

        Scalar filledInWith(String other) {
            return new Scalar(place, JsonNodeFactory.instance.stringNode(other), other, raw, true);
        }
    }
}
