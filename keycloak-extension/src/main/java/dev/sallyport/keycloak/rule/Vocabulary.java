package dev.sallyport.keycloak.rule;

import static java.util.stream.Collectors.toMap;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.sallyport.keycloak.rule.Struct.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The words of the rule language: every variable, every field of each, and their types. The names of the structures are
 * no identifiers, so that a rule cannot make one up.
 */
final class Vocabulary implements CelTypeProvider {

    private static final CelType TEXTS = ListType.create(SimpleType.STRING);
    private static final CelType TEXTS_BY_NAME = MapType.create(SimpleType.STRING, TEXTS);

    static final Struct<Facts.Organization> ORGANIZATION = new Struct<>(
            "an organization",
            Map.of(
                    "name", field(SimpleType.STRING, Facts.Organization::name),
                    "attributes", field(TEXTS_BY_NAME, Facts.Organization::attributes)));

    static final Struct<Facts.User> USER = new Struct<>(
            "a user",
            Map.of(
                    "username", field(SimpleType.STRING, Facts.User::username),
                    "email", field(SimpleType.STRING, Facts.User::email),
                    "emailVerified", field(SimpleType.BOOL, Facts.User::emailVerified),
                    "roles", field(TEXTS, Facts.User::roles),
                    "clientRoles", field(TEXTS_BY_NAME, Facts.User::clientRoles),
                    "groups", field(TEXTS, Facts.User::groups),
                    "attributes", field(TEXTS_BY_NAME, Facts.User::attributes),
                    "serviceAccount", field(SimpleType.BOOL, Facts.User::serviceAccount),
                    "organizations",
                            field(
                                    MapType.create(SimpleType.STRING, ORGANIZATION.reference()),
                                    Vocabulary::organizations)));

    static final Struct<Facts.Client> CLIENT = new Struct<>(
            "a client",
            Map.of(
                    "id", field(SimpleType.STRING, Facts.Client::id),
                    "attributes",
                            field(MapType.create(SimpleType.STRING, SimpleType.STRING), Facts.Client::attributes)));

    static final Struct<Facts.Session> SESSION = new Struct<>(
            "a session",
            Map.of(
                    "acr", field(SimpleType.STRING, Facts.Session::acr),
                    "amr", field(TEXTS, Facts.Session::amr),
                    "idp", field(SimpleType.STRING, Facts.Session::idp),
                    "authTime", field(SimpleType.TIMESTAMP, Facts.Session::authTime),
                    "impersonator", field(SimpleType.STRING, Facts.Session::impersonator)));

    static final Struct<Facts.Request> REQUEST = new Struct<>(
            "a request",
            Map.of(
                    "scopes", field(TEXTS, Facts.Request::scopes),
                    "grantType", field(SimpleType.STRING, Facts.Request::grantType),
                    "audience", field(TEXTS, Facts.Request::audience)));

    /** What a rule can begin with. */
    static final Struct<Facts> VARIABLES = new Struct<>(
            "variables",
            Map.of(
                    "user", field(USER.reference(), facts -> USER.over(facts.user())),
                    "client", field(CLIENT.reference(), facts -> CLIENT.over(facts.client())),
                    "session", field(SESSION.reference(), facts -> SESSION.over(facts.session())),
                    "request", field(REQUEST.reference(), facts -> REQUEST.over(facts.request())),
                    "entitlements", field(MapType.create(SimpleType.STRING, SimpleType.DYN), Facts::entitlements),
                    "now", field(SimpleType.TIMESTAMP, Facts::now)));

    private static final List<Struct<?>> STRUCTS = List.of(ORGANIZATION, USER, CLIENT, SESSION, REQUEST);

    private static final Map<String, CelType> TYPES = STRUCTS.stream().collect(toMap(Struct::name, Struct::type));

    /** Whether a field of a variable holds values by name. */
    static boolean isMap(String variable, String field) {
        return Optional.ofNullable(VARIABLES.fields().get(variable))
                .flatMap(known -> structOf(known.type()))
                .map(struct -> struct.fields().get(field))
                .filter(known -> known.type().kind() == CelKind.MAP)
                .isPresent();
    }

    private static Optional<Struct<?>> structOf(CelType type) {
        return STRUCTS.stream()
                .filter(struct -> struct.reference().equals(type))
                .findFirst();
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(TYPES.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(TYPES.get(name));
    }

    private static <T> Field<T> field(CelType type, Function<T, Object> load) {
        return new Field<>(type, load);
    }

    private static Object organizations(Facts.User user) {
        return user.organizations().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, organization -> ORGANIZATION.over(organization.getValue())));
    }
}
