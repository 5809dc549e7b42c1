package dev.sallyport.realm.files;

import dev.sallyport.realm.files.Tree.Mapping;
import dev.sallyport.realm.files.Tree.Scalar;
import dev.sallyport.realm.files.Tree.Sequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads one document of YAML 1.2, of which JSON is a part. What is hostile, or means two things, is refused. */
final class YamlReader {

    /** No realm is larger; a file of a few lines of anchors could be. */
    private static final int MAX_PARTS = 2_000_000;

    private static final int MAX_CHARACTERS = 50_000_000;
    private static final int MAX_DEPTH = 64;

    /** Stops the reading at the first mistake after which the rest cannot be understood. */
    static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Finding finding;

        Unreadable(Place place, String message) {
            super(message);
            this.finding = Finding.error(place, message);
        }

        Finding finding() {
            return finding;
        }
    }

    private record Anchored(Tree tree, int parts) {}

    private final Path file;
    private final String text;
    private final List<Finding> findings;
    private final Iterator<Event> events;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int parts;
    private int depth;
    private int lastMark;
    private int lastOffset;

    private YamlReader(Path file, String text, List<Finding> findings) {
        this.file = file;
        this.text = text;
        this.findings = findings;
        var settings = LoadSettings.builder()
                .setLabel(file.toString())
                .setCodePointLimit(MAX_CHARACTERS)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** Empty where the file has nothing in it; findings get what is wrong with it. */
    static Optional<Tree> read(Path file, String text, List<Finding> findings) {
        var reader = new YamlReader(file, text, findings);
        try {
            return reader.document();
        } catch (Unreadable unreadable) {
            findings.add(unreadable.finding());
        } catch (MarkedYamlEngineException broken) {
            var mark = broken.getProblemMark().or(broken::getContextMark);
            findings.add(Finding.error(mark.map(reader::place).orElse(reader.start()), reader.reason(broken)));
        } catch (ReaderException character) {
            var place = reader.placeOf(character.getPosition());
            findings.add(Finding.error(place, "a character that YAML does not allow"));
        } catch (YamlEngineException broken) {
            findings.add(Finding.error(reader.start(), "cannot be read: " + broken.getMessage()));
        }
        return Optional.empty();
    }

    private Optional<Tree> document() {
        Optional<Tree> document = Optional.empty();
        while (events.hasNext()) {
            var event = events.next();
            if (event instanceof NodeEvent) {
                if (document.isPresent()) {
                    throw new Unreadable(place(event), "a second document; a file has one");
                }
                document = Optional.of(node(event));
            }
        }
        return document;
    }

    private Tree node(Event event) {
        if (++parts > MAX_PARTS) {
            throw new Unreadable(place(event), "more than " + MAX_PARTS + " values, with those that aliases repeat");
        }
        return switch (event) {
            case AliasEvent alias -> aliased(alias);
            case ScalarEvent scalar -> anchored(scalar.getAnchor(), parts, scalar(scalar));
            case CollectionStartEvent collection -> collection(collection);
            default -> throw new Unreadable(place(event), "cannot be read");
        };
    }

    private Tree collection(CollectionStartEvent event) {
        var tag = event.getTag();
        if (tag.isPresent()) {
            throw new Unreadable(place(event), "the tag " + tag.get() + " means nothing here; leave it out");
        }
        if (++depth > MAX_DEPTH) {
            throw new Unreadable(place(event), "more than " + MAX_DEPTH + " levels deep");
        }
        var before = parts;
        var tree = event instanceof MappingStartEvent ? mapping(event) : sequence(event);
        depth--;
        return anchored(event.getAnchor(), before, tree);
    }

    private Tree mapping(Event start) {
        var entries = new LinkedHashMap<String, Tree.Entry>();
        for (var event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            var place = place(event);
            var key = key(event);
            var value = new Tree.Entry(place, node(events.next()));
            var first = entries.putIfAbsent(key, value);
            if (first != null) {
                findings.add(Finding.error(
                        place,
                        "'" + key + "' stands here a second time; first in line "
                                + first.place().line()));
            }
        }
        return new Mapping(place(start), entries);
    }

    private String key(Event event) {
        if (event instanceof ScalarEvent scalar && scalar.getTag().isEmpty()) {
            if (scalar.getValue().equals("<<") && scalar.isPlain()) {
                throw new Unreadable(place(event), "'<<' is of YAML 1.1; write what it would bring in");
            }
            return scalar.getValue();
        }
        throw new Unreadable(place(event), "a key is a text");
    }

    private Tree sequence(Event start) {
        var items = new ArrayList<Tree>();
        for (var event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event));
        }
        return new Sequence(place(start), items);
    }

    private Tree anchored(Optional<Anchor> anchor, int before, Tree tree) {
        anchor.ifPresent(name -> anchors.put(name, new Anchored(tree, parts - before + 1)));
        return tree;
    }

    private Tree aliased(AliasEvent alias) {
        var known = anchors.get(alias.getAlias());
        if (known == null) {
            throw new Unreadable(place(alias), "*" + alias.getAlias() + " names no anchor that stands before it");
        }
        parts += known.parts();
        if (parts < 0 || parts > MAX_PARTS) {
            throw new Unreadable(place(alias), "more than " + MAX_PARTS + " values, with those that aliases repeat");
        }
        return known.tree();
    }

    private Scalar scalar(ScalarEvent event) {
        var tag = event.getTag();
        if (tag.isPresent()) {
            throw new Unreadable(place(event), "the tag " + tag.get() + " means nothing here; leave it out");
        }
        var value = event.getValue();
        var raw = slice(event);
        return new Scalar(place(event), PlainValue.of(value, event.isPlain()), value, raw, false);
    }

    private String slice(Event event) {
        var from = event.getStartMark().map(Mark::getIndex).orElse(0);
        var to = event.getEndMark().map(Mark::getIndex).orElse(from);
        var begin = offset(from);
        return text.substring(begin, offset(to));
    }

    /** Where in the text the mark is: marks count code points, from the last one on, since the text may be long. */
    private int offset(int mark) {
        lastOffset = text.offsetByCodePoints(lastOffset, mark - lastMark);
        lastMark = mark;
        return lastOffset;
    }

    private String reason(MarkedYamlEngineException broken) {
        var line = broken.getProblemMark().map(mark -> line(mark.getLine())).orElse("");
        if (line.matches("\\s*\t.*")) {
            return "a tab where spaces indent";
        }
        return broken.getProblem() == null ? "cannot be read" : broken.getProblem();
    }

    private String line(int number) {
        return text.lines().skip(number).findFirst().orElse("");
    }

    private Place start() {
        return new Place(file, 1, 1);
    }

    private Place place(Event event) {
        return event.getStartMark().map(this::place).orElse(start());
    }

    private Place place(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Place placeOf(int position) {
        var before = text.substring(0, Math.min(position, text.length()));
        var line = (int) before.chars().filter(character -> character == '\n').count();
        return new Place(file, line + 1, before.length() - before.lastIndexOf('\n'));
    }
}
