package dev.sallyport.keycloak.profile;

/**
 * What the users of a realm choose for themselves by the realm's settings rather than by its user profile.
 *
 * @param username when they register, when an identity provider first brings them, later, or through their e-mail address
 * @param locale where the realm speaks several languages; Keycloak adds this attribute to the profile
 */
public record OwnChoice(boolean username, boolean locale) {}
