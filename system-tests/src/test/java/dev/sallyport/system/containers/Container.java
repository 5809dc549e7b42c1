package dev.sallyport.system.containers;

import dev.sallyport.system.containers.Compose.Output;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the engine says of a container. */
record Container(String name, JsonNode settings) {

    private static final JsonMapper JSON = new JsonMapper();

    static Container of(String id) {
        var settings = JSON.readTree(
                Output.of(List.of("docker", "inspect", id), Map.of()).text());
        return new Container(settings.at("/0/Name").asString(), settings.path(0));
    }

    boolean isHealthy() {
        return settings.at("/State/Health/Status").asString().equals("healthy");
    }

    String user() {
        return settings.at("/Config/User").asString();
    }

    /** How the engine was told to run it. */
    JsonNode host() {
        return settings.path("HostConfig");
    }

    /** Where from it can be reached, for each port that is published. */
    List<String> publishedOn() {
        return host().path("PortBindings").findValuesAsString("HostIp");
    }

    @Override
    public String toString() {
        return name;
    }
}
