package dev.sallyport.realm.files;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.beans.Introspector;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes JSON Schema of the classes that Keycloak reads a realm into. */
final class KeycloakSchema {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, Class<?>> HIDDEN = Map.of(
            "clientPolicies", ClientPoliciesRepresentation.class, "clientProfiles", ClientProfilesRepresentation.class);

    private final Map<String, ObjectNode> definitions = new TreeMap<>();
    private final Deque<Class<?>> open = new ArrayDeque<>();
    private final Set<Class<?>> seen = new HashSet<>();

    /** The schema as it should be: our part as it is, Keycloak's made anew. */
    static ObjectNode renewed(ObjectNode schema) {
        var made = new KeycloakSchema();
        var realm = made.properties(RealmRepresentation.class);
        made.reference(UPConfig.class);
        made.work();
        var renewed = schema.deepCopy();
        var ours = (ObjectNode) renewed.path("properties");
        realm.properties().forEach(property -> ours.set(property.getKey(), property.getValue()));
        var definitions = (ObjectNode) renewed.path("definitions");
        made.definitions.forEach(definitions::set);
        return renewed;
    }

    private void work() {
        while (!open.isEmpty()) {
            var type = open.pop();
            var definition = JSON.createObjectNode().put("type", "object").put("additionalProperties", false);
            definition.set("properties", properties(type));
            definitions.put(name(type), definition);
        }
    }

    private ObjectNode properties(Class<?> type) {
        var properties = new TreeMap<String, ObjectNode>();
        Arrays.stream(type.getMethods())
                .filter(method -> method.getName().matches("set[A-Z].*") && method.getParameterCount() == 1)
                .filter(method -> !isIgnored(method))
                .forEach(method -> properties.merge(
                        nameOf(method), schema(method.getGenericParameterTypes()[0]), KeycloakSchema::moreExact));
        Arrays.stream(type.getMethods())
                .filter(method -> method.getName().matches("get[A-Z].*") && method.getParameterCount() == 0)
                .filter(method -> Collection.class.isAssignableFrom(method.getReturnType()) && !isIgnored(method))
                .forEach(method -> properties.putIfAbsent(nameOf(method), schema(method.getGenericReturnType())));
        if (type == RealmRepresentation.class) {
            HIDDEN.forEach((name, hidden) -> properties.put(name, reference(hidden)));
        }
        var node = JSON.createObjectNode();
        properties.forEach(node::set);
        return node;
    }

    private static ObjectNode moreExact(ObjectNode left, ObjectNode right) {
        return left.size() >= right.size() ? left : right;
    }

    private ObjectNode schema(Type type) {
        return switch (type) {
            case Class<?> simple -> schema(simple);
            case ParameterizedType generic -> schema(generic);
            default -> JSON.createObjectNode();
        };
    }

    private ObjectNode schema(ParameterizedType type) {
        var raw = (Class<?>) type.getRawType();
        var arguments = type.getActualTypeArguments();
        var schema = JSON.createObjectNode();
        if (Collection.class.isAssignableFrom(raw)) {
            return schema.put("type", "array").set("items", schema(arguments[0]));
        }
        var value = schema(arguments[arguments.length - 1]);
        var isMultivalued = raw.getSimpleName().startsWith("Multivalued");
        return schema.put("type", "object")
                .set(
                        "additionalProperties",
                        isMultivalued
                                ? JSON.createObjectNode().put("type", "array").set("items", value)
                                : value);
    }

    private ObjectNode schema(Class<?> type) {
        var schema = JSON.createObjectNode();
        if (type == String.class || type == char[].class) {
            return schema.put("type", "string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return schema.put("type", "boolean");
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return schema.put("type", "integer");
        }
        if (type.isEnum()) {
            var values = schema.put("type", "string").putArray("enum");
            Stream.of(type.getEnumConstants()).map(Object::toString).forEach(values::add);
            return schema;
        }
        if (type.isArray()) {
            return schema.put("type", "array").set("items", schema(type.getComponentType()));
        }
        return type.getName().startsWith("org.keycloak.representations") ? reference(type) : schema;
    }

    private ObjectNode reference(Class<?> type) {
        if (seen.add(type)) {
            open.push(type);
        }
        return JSON.createObjectNode().put("$ref", "#/definitions/" + name(type));
    }

    private static String name(Class<?> type) {
        return type.getSimpleName().replaceFirst("Representation$", "");
    }

    private static String nameOf(Method setter) {
        var bare = setter.getName().substring(3);
        return members(setter, bare)
                .map(member -> member.getAnnotation(JsonProperty.class))
                .filter(named -> named != null && !named.value().isEmpty())
                .map(JsonProperty::value)
                .findFirst()
                .orElse(Introspector.decapitalize(bare));
    }

    private static boolean isIgnored(Method setter) {
        return Modifier.isStatic(setter.getModifiers())
                || members(setter, setter.getName().substring(3))
                        .anyMatch(member -> member.isAnnotationPresent(JsonIgnore.class));
    }

    private static Stream<java.lang.reflect.AnnotatedElement> members(Method setter, String bare) {
        var type = setter.getDeclaringClass();
        Stream<java.lang.reflect.AnnotatedElement> getters = Arrays.stream(type.getMethods())
                .filter(method -> method.getParameterCount() == 0
                        && (method.getName().equals("get" + bare)
                                || method.getName().equals("is" + bare)))
                .map(method -> method);
        Stream<Field> fields = Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.getName().equals(Introspector.decapitalize(bare)));
        return Stream.of(Stream.of(setter), getters, fields).flatMap(all -> all);
    }
}
