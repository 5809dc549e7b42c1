package dev.sallyport.realm.cli;

import dev.sallyport.realm.apply.ManagedRealm.Rename;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How far a plan goes. */
final class ScopeOption {

    @Option(
            names = "--prune",
            description = "Delete what was made from the files and is not in them any more, and nothing else.")
    private boolean prune;

    @Option(
            names = "--rename",
            paramLabel = "KIND/OLD=NEW",
            converter = Converter.class,
            description = "A client, client-scope, role or group that has a new name in the files; may be said again.")
    private List<Rename> renames = List.of();

    boolean prune() {
        return prune;
    }

    List<Rename> renames() {
        return renames;
    }

    static final class Converter implements ITypeConverter<Rename> {

        @Override
        public Rename convert(String value) {
            var slash = value.indexOf('/');
            var names = value.substring(slash + 1).split("=", -1);
            if (slash < 1 || names.length != 2) {
                throw new TypeConversionException("'" + value + "' is not of the form KIND/OLD=NEW");
            }
            var kind = kind(value.substring(0, slash));
            var rename = new Rename(key(kind, names[0]), key(kind, names[1]));
            if (!rename.from().parent().equals(rename.to().parent())) {
                throw new TypeConversionException("'" + value + "' moves it, and a new name is all that it can get");
            }
            return rename;
        }

        private static Key key(Kind kind, String name) {
            return kind == Kind.GROUP || kind == Kind.CLIENT_ROLE
                    ? new Key(kind, List.of(name.split("/")))
                    : Key.of(kind, name);
        }

        private static Kind kind(String word) {
            var name = word.toUpperCase(Locale.ROOT).replace('-', '_');
            return List.of(Kind.CLIENT, Kind.CLIENT_SCOPE, Kind.ROLE, Kind.CLIENT_ROLE, Kind.GROUP, Kind.FLOW).stream()
                    .filter(kind -> kind.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("A " + word + " cannot be renamed"));
        }
    }
}
