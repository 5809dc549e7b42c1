package dev.sallyport.keycloak.table;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Remembers what was last made, and makes it anew when it is to be made from something else. */
public final class Latest<K, V> {

    private record Made<K, V>(K from, V value) {}

    private final Function<K, V> make;
    private volatile @Nullable Made<K, V> latest;

    public Latest(Function<K, V> make) {
        this.make = make;
    }

    public V from(K given) {
        var known = latest;
        if (known == null || !Objects.equals(known.from(), given)) {
            known = new Made<>(given, make.apply(given));
            latest = known;
        }
        return known.value();
    }
}
