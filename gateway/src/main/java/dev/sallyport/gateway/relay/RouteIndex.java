package dev.sallyport.gateway.relay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.cloud.gateway.handler.AsyncPredicate;
import org.springframework.cloud.gateway.handler.predicate.PathRoutePredicateFactory;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;

/**
 * Routes by the plain words that their {@code Path} begins with, so that a request need not ask each of many routes whether
 * it is meant. It leaves out only routes that would have said no; of the others each is still asked, in order.
 */
final class RouteIndex {

    /** What no pattern and no encoding can hide in. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~-]+");

    private static final String ANYWHERE = "";

    private final Map<String, Group> byBeginning = new HashMap<>();
    private int deepest;

    private record Placed(int place, Route route) {}

    /** Routes that begin alike, in their order. */
    private record Group(List<Placed> placed, List<Route> routes) {

        Group() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        /** A route with several patterns may come more than once. */
        void add(Placed next) {
            if (placed.isEmpty() || !placed.getLast().equals(next)) {
                placed.add(next);
                routes.add(next.route);
            }
        }
    }

    private RouteIndex() {}

    static RouteIndex of(List<Route> routes) {
        var index = new RouteIndex();
        for (var place = 0; place < routes.size(); place++) {
            index.add(new Placed(place, routes.get(place)));
        }
        return index;
    }

    /** All routes that this path may belong to, in their order. */
    List<Route> candidates(PathContainer path) {
        var anywhere = byBeginning.get(ANYWHERE);
        var found = new ArrayList<Group>(2);
        if (anywhere != null) {
            found.add(anywhere);
        }
        if (deepest > 0) {
            addByBeginning(path, found);
        }
        return found.size() == 1 ? found.getFirst().routes() : inOrder(found);
    }

    private void addByBeginning(PathContainer path, List<Group> found) {
        var beginning = new StringBuilder();
        var depth = 0;
        for (var element : path.elements()) {
            if (element instanceof PathContainer.PathSegment segment && depth++ < deepest) {
                append(beginning, segment.valueToMatch());
                var group = byBeginning.get(beginning.toString());
                if (group != null) {
                    found.add(group);
                }
            }
        }
    }

    private static List<Route> inOrder(List<Group> found) {
        return found.stream()
                .flatMap(group -> group.placed().stream())
                .sorted(Comparator.comparingInt(Placed::place))
                .map(Placed::route)
                .distinct()
                .toList();
    }

    private void add(Placed placed) {
        for (var pattern : patterns(placed.route.getPredicate())) {
            var beginning = new StringBuilder();
            var depth = 0;
            for (var word : pattern.replaceFirst("^/", "").split("/", -1)) {
                if (!PLAIN.matcher(word).matches()) {
                    break;
                }
                append(beginning, word);
                depth++;
            }
            deepest = Math.max(deepest, depth);
            byBeginning
                    .computeIfAbsent(beginning.toString(), absent -> new Group())
                    .add(placed);
        }
    }

    /** Whether the pattern is case-sensitive is not ours to know. */
    private static void append(StringBuilder beginning, String word) {
        beginning.append('/').append(word.toLowerCase(Locale.ROOT));
    }

    /** The patterns of which a path must match one; the empty one where a route can be meant without any. */
    private static List<String> patterns(AsyncPredicate<ServerWebExchange> predicate) {
        var found = new ArrayList<List<String>>();
        predicate.accept(part -> {
            if (part.getConfig() instanceof PathRoutePredicateFactory.Config path) {
                found.add(path.getPatterns());
            }
        });
        var text = predicate.toString();
        var alternatives = text.contains("||") || text.contains("!");
        return found.isEmpty() || alternatives ? List.of(ANYWHERE) : found.getFirst();
    }
}
