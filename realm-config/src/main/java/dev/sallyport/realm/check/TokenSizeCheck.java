package dev.sallyport.realm.check;

import dev.sallyport.realm.check.Checked.Part;
import dev.sallyport.realm.check.Rows.Row;
import dev.sallyport.realm.files.Finding;
import dev.sallyport.realm.files.MapperType;
import java.util.List;
import java.util.Optional;

/** How large an access token would be for somebody who holds every scope that a client may ask for. */
final class TokenSizeCheck {

    /** What the extension counts as too large, unless the server is told otherwise. */
    private static final int SOFT = 4096;

    private static final int HARD = 7168;

    /** An access token without scopes and claims of ours, signed with RS256. */
    private static final int BARE = 980;

    /** A claim's value is not known before there is a user. */
    private static final int VALUE = 40;

    private TokenSizeCheck() {}

    static List<Finding> findings(Checked checked) {
        var claims = checked.mappers(MapperType.PRIVATE_CLAIMS)
                .filter(mapper ->
                        !mapper.get("config").text("access.token.claim").equals("false"))
                .flatMap(mapper -> Rows.of(mapper.get("config").get("claims")).stream())
                .map(Row::name)
                .mapToInt(name -> name.length() + VALUE)
                .sum();
        return checked.clients().stream()
                .flatMap(client -> finding(checked, client, claims).stream())
                .toList();
    }

    private static Optional<Finding> finding(Checked checked, Part client, int claims) {
        var scopes = client.get("optionalClientScopes").items().stream()
                .map(Part::text)
                .filter(checked.ruled()::contains)
                .mapToInt(scope -> scope.length() + 1)
                .sum();
        var bytes = BARE + (scopes + claims) * 4 / 3;
        var said = "an access token with all that client '" + client.text("clientId") + "' may ask for has about "
                + bytes + " bytes; ";
        if (bytes > HARD) {
            return Optional.of(checked.error(client, said + "more than " + HARD + " are refused"));
        }
        return bytes > SOFT
                ? Optional.of(checked.warning(client, said + "servers with a bound of 8 KB for headers may refuse it"))
                : Optional.empty();
    }
}
