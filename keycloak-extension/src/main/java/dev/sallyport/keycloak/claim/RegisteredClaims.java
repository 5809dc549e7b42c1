package dev.sallyport.keycloak.claim;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of claims that are not ours to set, in any spelling of upper and lower case. */
final class RegisteredClaims {

    private static final String JWT = "iss sub aud exp nbf iat jti";
    private static final String TOKENS = "client_id scope act may_act cnf ath htm htu nonce authorization_details";
    private static final String ENTITLEMENTS = "roles groups entitlements";
    private static final String OPENID = "auth_time acr amr azp at_hash c_hash s_hash sub_jwk sid events toe txn"
            + " _claim_names _claim_sources name given_name family_name middle_name nickname preferred_username profile"
            + " picture website email email_verified gender birthdate zoneinfo locale phone_number phone_number_verified"
            + " address updated_at claims_locales verified_claims";
    private static final String INTROSPECTION = "active username token_type";
    private static final String KEYCLOAK = "typ session_state realm_access resource_access allowed-origins"
            + " authorization organization trusted-certs reuse_id requested_audience category upn prov"
            + " client_session clientid clienthost clientaddress";

    private static final Set<String> NAMES = Arrays.stream(
                    String.join(" ", JWT, TOKENS, ENTITLEMENTS, OPENID, INTROSPECTION, KEYCLOAK)
                            .split(" "))
            .collect(Collectors.toUnmodifiableSet());

    private RegisteredClaims() {}

    /** Keycloak keeps all that begins with {@code kc.} for itself. */
    static boolean contain(String name) {
        var lowerCase = name.toLowerCase(Locale.ROOT);
        return NAMES.contains(lowerCase) || lowerCase.startsWith("kc.");
    }
}
