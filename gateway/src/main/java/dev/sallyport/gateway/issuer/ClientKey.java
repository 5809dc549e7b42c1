package dev.sallyport.gateway.issuer;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.X509CertUtils;
import dev.sallyport.gateway.settings.WrongSetting;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

/**
 * The key that we sign with as a client of the issuer. It stands in one of Spring's SSL bundles and is read anew when that
 * is. The JWTs name it by its certificate ({@code x5t#S256}), and by the bundle's key alias if it has one ({@code kid}).
 */
@Component
final class ClientKey {

    private static final Map<Curve, JWSAlgorithm> ALGORITHMS =
            Map.of(Curve.P_256, JWSAlgorithm.ES256, Curve.P_384, JWSAlgorithm.ES384, Curve.P_521, JWSAlgorithm.ES512);

    private volatile @Nullable JWK jwk;

    ClientKey(IssuerSettings settings, SslBundles bundles) {
        var name = settings.clientKey();
        if (name != null) {
            jwk = jwk(name, bundles.getBundle(name));
            bundles.addBundleUpdateHandler(name, changed -> jwk = jwk(name, changed));
        }
    }

    boolean isSet() {
        return jwk != null;
    }

    JWK jwk() {
        return Objects.requireNonNull(jwk);
    }

    private static JWK jwk(String name, SslBundle bundle) {
        try {
            var store = bundle.getStores().getKeyStore();
            if (store != null) {
                var named = bundle.getKey().getAlias();
                var alias = named != null ? named : only(store);
                if (store.getKey(alias, password(bundle)) instanceof PrivateKey key
                        && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    return jwk(key, certificate, named);
                }
            }
            throw new KeyStoreException("there is no such key in it");
        } catch (GeneralSecurityException | IllegalStateException unusable) {
            throw new WrongSetting(
                    "sallyport.issuer.client-key is " + name + ", an SSL bundle of no use here: "
                            + unusable.getMessage() + ".",
                    "Give it the name of a bundle with one RSA or EC key and its certificate.");
        }
    }

    /** A key that has no password of its own has the store's. */
    private static char[] password(SslBundle bundle) {
        var password = bundle.getKey().getPassword();
        return Objects.requireNonNullElseGet(
                        password,
                        () -> Objects.requireNonNullElse(bundle.getStores().getKeyStorePassword(), ""))
                .toCharArray();
    }

    private static JWK jwk(PrivateKey key, X509Certificate certificate, @Nullable String id) throws KeyStoreException {
        var thumbprint = X509CertUtils.computeSHA256Thumbprint(certificate);
        return switch (certificate.getPublicKey()) {
            case RSAPublicKey rsa ->
                new RSAKey.Builder(rsa)
                        .privateKey(key)
                        .keyID(id)
                        .x509CertSHA256Thumbprint(thumbprint)
                        .build();
            case ECPublicKey ec -> {
                var curve = Curve.forECParameterSpec(ec.getParams());
                yield new ECKey.Builder(curve, ec)
                        .privateKey(key)
                        .keyID(id)
                        .x509CertSHA256Thumbprint(thumbprint)
                        .algorithm(ALGORITHMS.get(curve))
                        .build();
            }
            default -> throw new KeyStoreException("its key is neither RSA nor EC");
        };
    }

    private static String only(KeyStore store) throws KeyStoreException {
        for (var alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return alias;
            }
        }
        throw new KeyStoreException("there is no key in it");
    }
}
