package dev.sallyport.benchmark.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** The key of the realm, which we have too: Keycloak would take minutes for as many tokens as a gateway checks in one. */
record SigningKey(PrivateKey key) {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    static SigningKey generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new SigningKey(generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** PKCS #8 in base64, as Keycloak takes it. */
    String encoded() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** A token with this header and these claims, both JSON. */
    String signed(String header, String claims) {
        try {
            var content = base64url(header) + "." + base64url(claims);
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64url(String text) {
        return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
