package dev.sallyport.keycloak.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar leaves out what it does not seem to need, and its libraries are renamed: both could break them. */
class ShippedRulesTest {

    private URLClassLoader jar;

    @BeforeEach
    void loadNothingButTheJar() throws IOException {
        var file = Path.of(System.getProperty("jar")).toUri().toURL();
        jar = new URLClassLoader(new URL[] {file}, ClassLoader.getPlatformClassLoader());
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'x' in user.roles && user.groups.exists(g, g.startsWith('x')) && user.roles.all(r, r != '')",
                "user.attributes[?'x'][?0].optMap(v, v + 'y').orValue('') == 'xy'",
                "user.attributes[?'none'][?0].or(optional.of('x')).hasValue()",
                "user.username.matches('^$') && !user.emailVerified && !has(user.email)",
                "now - session.authTime == duration('0s') && now == timestamp(0) && string(now).size() > 0",
                "now.getFullYear('Asia/Seoul') == 1970 && duration('90m').getHours() == 1",
                "int('12') + 3 == 15 && double('1.5') > 1 && uint(3) == 3u && 7 % 4 == 3 && 2 * 3 == 6",
                "[1, 2].map(n, n + 1) == [2, 3] && {'a': 1}['a'] == 1 && size('x') == 1 && [1] + [2] == [1, 2]",
                "type(1) == int && b'x' + b'y' == b'xy' && string(b'x') == 'x' && dyn(1) == 1.0",
                "user.organizations.all(o, user.organizations[o].name != 'x') && client.attributes == {}",
                "(1 / (user.roles.size() - 1) == 0) || true"
            })
    void areCompiledAndEvaluatedFromTheJarAlone(String text) throws Exception {
        var rule = method("rule.GrantRule", "of", 2).invoke(null, "orders:read", text);
        var facts = jar.loadClass("dev.sallyport.keycloak.rule.Evaluation")
                .getConstructors()[0]
                .newInstance(sample(jar.loadClass("dev.sallyport.keycloak.rule.Facts")));

        assertThat(method("rule.GrantRule", "holds", 1).invoke(rule, facts)).isEqualTo(true);
    }

    private Method method(String type, String name, int parameters) throws ClassNotFoundException {
        return List.of(jar.loadClass("dev.sallyport.keycloak." + type).getMethods()).stream()
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == parameters)
                .findFirst()
                .orElseThrow();
    }

    private Object sample(Class<?> facts) {
        return Proxy.newProxyInstance(jar, new Class<?>[] {facts}, (self, method, arguments) -> value(method));
    }

    private Object value(Method method) {
        var type = method.getReturnType();
        if (type == boolean.class) {
            return false;
        }
        if (type == Instant.class) {
            return Instant.EPOCH;
        }
        if (type == List.class) {
            return List.of("x");
        }
        if (type == Map.class) {
            return method.getName().equals("attributes")
                            && method.getDeclaringClass().getName().endsWith("User")
                    ? Map.of("x", List.of("x"))
                    : Map.of();
        }
        return type == String.class ? "" : sample(type);
    }
}
