package dev.sallyport.realm.files;

/**
 * The mark of what the files declare: an attribute of each client, client scope, role, group and organization that was
 * compiled from them. What lacks it is somebody else's, and nothing deletes it.
 */
public final class ManagedBy {

    public static final String ATTRIBUTE = "sallyport.managed-by";
    public static final String VALUE = "realm-config";

    private ManagedBy() {}
}
