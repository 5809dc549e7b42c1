package dev.sallyport.realm.files;

/** The ids of the extension's protocol mappers. */
public final class MapperType {

    /** Runs grant rules. */
    public static final String DOMAIN_SCOPES = "sallyport-domain-scopes";

    /** Runs claim rules. */
    public static final String PRIVATE_CLAIMS = "sallyport-private-claims";

    private MapperType() {}
}
