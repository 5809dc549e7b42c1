package dev.sallyport.realm.apply;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.plan.Key;

/** Where in the admin API things are. */
record Address(Target target) {

    /** Where new ones are posted to. */
    String ofAll(Key key) {
        return switch (key.kind()) {
            case CLIENT_SCOPE -> "/client-scopes";
            case CLIENT -> "/clients";
            case ROLE -> "/roles";
            case IDENTITY_PROVIDER -> "/identity-provider/instances";
            case COMPONENT -> "/components";
            case ORGANIZATION -> "/organizations";
            case USER -> "/users";
            case GROUP -> key.parent().map(parent -> of(parent) + "/children").orElse("/groups");
            case SCOPE_MAPPER, CLIENT_MAPPER -> whole(key) + "/protocol-mappers/models";
            case CLIENT_ROLE -> whole(key) + "/roles";
            case IDENTITY_PROVIDER_MAPPER -> whole(key) + "/mappers";
            default -> throw new IllegalArgumentException(key + " is nowhere");
        };
    }

    /** Where one is. */
    String of(Key key) {
        return switch (key.kind()) {
            case ROLE, CLIENT_ROLE -> "/roles-by-id/" + segment(target.id(key));
            case GROUP -> "/groups/" + segment(target.id(key));
            case IDENTITY_PROVIDER -> ofAll(key) + "/" + segment(key.name());
            default -> ofAll(key) + "/" + segment(target.id(key));
        };
    }

    private String whole(Key key) {
        return of(key.parent().orElseThrow());
    }
}
