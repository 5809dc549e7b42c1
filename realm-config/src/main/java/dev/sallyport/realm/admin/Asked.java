package dev.sallyport.realm.admin;

/**
 * What was asked of Keycloak, for people to read.
 *
 * @param path below {@code /admin/realms}
 */
record Asked(String caller, String method, String path) {

    @Override
    public String toString() {
        return method + " " + path;
    }
}
