package dev.sallyport.gateway.issuer;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;

/** JSON of the issuer's that has to be an object; to Nimbus {@code null} is one too, and comes as no object at all. */
final class JsonText {

    private JsonText() {}

    static Map<String, Object> object(String json) throws ParseException {
        var object = JSONObjectUtils.parse(json);
        if (object == null) {
            throw new ParseException("null", 0);
        }
        return object;
    }
}
