package dev.sallyport.system.gateway;

import dev.sallyport.testkit.Application;
import dev.sallyport.testkit.ApplicationSetup;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.Redis;
import dev.sallyport.testkit.Stack;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Three gateways behind a balancer, with one Redis, one way to the real Keycloak, and one service that records. */
final class Cluster implements AutoCloseable {

    static final int NODES = 3;

    private static final String SERVER_KEY = "b25seSBmb3IgdGVzdHMhIG9ubHkgZm9yIHRlc3RzISE=";

    private final Redis redis = Redis.start();
    private final Balancer balancer = Balancer.start();
    private final RecordingService service = RecordingService.start();
    private final StreamingService streams = StreamingService.start();
    private final OwnRealm realm;
    private final SlowIssuer issuer;
    private final List<Application> nodes = new ArrayList<>();
    private final List<ApplicationSetup> setups = new ArrayList<>();

    private Cluster(Stack stack) {
        realm = OwnRealm.create("cluster", stack.keycloak(), balancer.url());
        issuer = SlowIssuer.before(realm.issuer());
        for (int i = 0; i < NODES; i++) {
            setups.add(setup());
            nodes.add(setups.get(i).start());
        }
        toAll();
    }

    static Cluster beside(Stack stack) {
        return new Cluster(stack);
    }

    private ApplicationSetup setup() {
        return SecondGateway.before(service, realm.issuer(), ApplicationSetup.gateway())
                .environment("GATEWAY_URL", balancer.url())
                .environment("STREAMS_URL", streams.url())
                .environment("SALLYPORT_ISSUER_BACKCHANNELURI", issuer.url())
                .environment("SALLYPORT_SESSION_STORE", "redis")
                .environment("SALLYPORT_SESSION_MAXPERUSER", "4")
                .environment("SALLYPORT_SERVERKEYS", SERVER_KEY)
                .environment("SPRING_DATA_REDIS_URL", redis.url());
    }

    /** Where a node is found without the balancer, which breaks what is open when it turns to another. */
    String url(int node) {
        return SecondGateway.urlOf(nodes.get(node).url());
    }

    StreamingService streams() {
        return streams;
    }

    Browser browser() {
        return Browser.on(balancer.url());
    }

    /** Lets all that is asked from now on go to one node. */
    void to(int node) {
        balancer.to(List.of(portOf(node)));
    }

    void toAll() {
        balancer.to(IntStream.range(0, NODES).map(this::portOf).boxed().toList());
    }

    void toAllBut(int node) {
        balancer.to(IntStream.range(0, NODES)
                .filter(other -> other != node)
                .map(this::portOf)
                .boxed()
                .toList());
    }

    /** Lasts until it is closed. */
    interface Outage extends AutoCloseable {

        @Override
        void close();
    }

    /** Ends a node in the middle of whatever it does; nothing is sent to it until it is back. */
    Outage of(int node) {
        nodes.get(node).kill();
        toAllBut(node);
        return () -> startAgain(node);
    }

    /** Tells a node to stop, and lets it finish what it does; starts it again when closed. */
    Outage stopping(int node) {
        var stopping = CompletableFuture.runAsync(nodes.get(node)::close);
        return () -> {
            stopping.join();
            startAgain(node);
        };
    }

    Outage ofRedis() {
        redis.kill();
        return redis::startAgain;
    }

    void restart(int node) {
        nodes.get(node).kill();
        startAgain(node);
    }

    private void startAgain(int node) {
        nodes.set(node, setups.get(node).start());
    }

    String log() {
        return String.join("\n", nodes.stream().map(Application::output).toList());
    }

    Redis redis() {
        return redis;
    }

    OwnRealm realm() {
        return realm;
    }

    SlowIssuer issuer() {
        return issuer;
    }

    RecordingService service() {
        return service;
    }

    private int portOf(int node) {
        return URI.create(nodes.get(node).url()).getPort();
    }

    @Override
    public void close() {
        nodes.forEach(Application::close);
        balancer.close();
        issuer.close();
        service.close();
        streams.close();
        redis.close();
    }
}
