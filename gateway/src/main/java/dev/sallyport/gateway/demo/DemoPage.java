package dev.sallyport.gateway.demo;

import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Serves the demo page at {@code /}, in the profile {@code demo} only: a real gateway has no page of its own. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoPage {

    private static final String POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'; require-trusted-types-for 'script'";

    @Bean
    RouterFunction<ServerResponse> demoRoutes() throws IOException {
        var routes = RouterFunctions.route();
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:demo/**/*.*")) {
            var address = file.getURL().toString();
            var path = address.substring(address.lastIndexOf("/demo/") + "/demo".length());
            routes.GET(path.equals("/index.html") ? "/" : path, request -> serve(file));
        }
        return routes.build();
    }

    private static Mono<ServerResponse> serve(Resource file) {
        return ServerResponse.ok()
                .contentType(MediaTypeFactory.getMediaType(file).orElse(MediaType.APPLICATION_OCTET_STREAM))
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .bodyValue(file);
    }
}
