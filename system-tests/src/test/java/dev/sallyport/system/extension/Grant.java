package dev.sallyport.system.extension;

import java.util.HashMap;
import java.util.Map;

/** The ways to a token of someone, as a client of the realm {@code grants} goes them. */
enum Grant {
    AUTHORIZATION_CODE {
        @Override
        Tokens tokens(GrantsRealm realm, String client, Holder holder, String scope) {
            try (var cli = realm.commandLine(client)) {
                return cli.logIn(holder.name, scope);
            }
        }
    },
    OFFLINE_SESSION {
        @Override
        Tokens tokens(GrantsRealm realm, String client, Holder holder, String scope) {
            return AUTHORIZATION_CODE.tokens(realm, client, holder, scope + " offline_access");
        }
    },
    IMPERSONATION {
        @Override
        Tokens tokens(GrantsRealm realm, String client, Holder holder, String scope) {
            try (var cli = realm.commandLine(client)) {
                holder.isImpersonatedIn(cli);
                return cli.askAgain(scope);
            }
        }
    },
    PASSWORD {
        @Override
        Tokens tokens(GrantsRealm realm, String client, Holder holder, String scope) {
            return realm.token(
                    client,
                    Map.of("grant_type", "password", "username", holder.name, "password", holder.name, "scope", scope));
        }
    },
    DEVICE {
        @Override
        Tokens tokens(GrantsRealm realm, String client, Holder holder, String scope) {
            var shown = new Device(realm.realm()).asksFor(client, client + "-secret", scope);
            try (var phone = realm.commandLine(client)) {
                phone.letIn(holder.name, shown.path("verification_uri_complete").asString());
            }
            return realm.token(
                    client,
                    Map.of(
                            "grant_type",
                            "urn:ietf:params:oauth:grant-type:device_code",
                            "device_code",
                            shown.path("device_code").asString()));
        }
    },
    /** Of a token that the client {@code service} has, with every scope. */
    TOKEN_EXCHANGE {
        @Override
        Tokens tokens(GrantsRealm realm, String client, Holder holder, String scope) {
            return exchanged(realm, client, "access_token", everything(realm, holder), scope);
        }
    },
    TOKEN_EXCHANGE_WITH_REFRESH {
        @Override
        Tokens tokens(GrantsRealm realm, String client, Holder holder, String scope) {
            return exchanged(realm, client, "refresh_token", everything(realm, holder), scope);
        }
    },
    JWT_AUTHORIZATION {
        @Override
        Tokens tokens(GrantsRealm realm, String client, Holder holder, String scope) {
            return realm.token(
                    client,
                    Map.of(
                            "grant_type",
                            "urn:ietf:params:oauth:grant-type:jwt-bearer",
                            "assertion",
                            realm.assertion().accessToken(),
                            "scope",
                            scope));
        }
    },
    CLIENT_CREDENTIALS {
        @Override
        Tokens tokens(GrantsRealm realm, String client, Holder holder, String scope) {
            return realm.token(client, Map.of("grant_type", "client_credentials", "scope", scope));
        }

        @Override
        Holder holder(GrantsRealm realm, String client) {
            return Holder.serviceAccountOf(realm, client);
        }
    };

    abstract Tokens tokens(GrantsRealm realm, String client, Holder holder, String scope);

    /** Someone who can get a token this way. */
    Holder holder(GrantsRealm realm, String client) {
        return Holder.person(realm);
    }

    /** Whether a refresh token comes with it. */
    boolean refreshes() {
        return switch (this) {
            case TOKEN_EXCHANGE, JWT_AUTHORIZATION, CLIENT_CREDENTIALS -> false;
            default -> true;
        };
    }

    static Tokens exchanged(GrantsRealm realm, String client, String type, Tokens subject, String scope) {
        return realm.token(client, exchange(type, subject, scope));
    }

    /** With a refresh token, for an audience that is named. */
    static Tokens exchangedFor(String audience, GrantsRealm realm, String client, Tokens subject, String scope) {
        var form = new HashMap<>(exchange("refresh_token", subject, scope));
        form.put("audience", audience);
        return realm.token(client, form);
    }

    private static Map<String, String> exchange(String type, Tokens subject, String scope) {
        return Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token",
                subject.accessToken(),
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:access_token",
                "requested_token_type",
                "urn:ietf:params:oauth:token-type:" + type,
                "scope",
                scope);
    }

    private static Tokens everything(GrantsRealm realm, Holder holder) {
        return PASSWORD.tokens(realm, "service", holder, "openid files");
    }
}
