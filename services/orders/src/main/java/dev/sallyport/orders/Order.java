package dev.sallyport.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * One order of one tenant.
 *
 * @param id null until the database has given one
 * @param amount in euros, with two decimals
 * @param placedBy the subject of the token that placed it
 * @param refundedBy the subject of the token that refunded it; null unless refunded
 */
@Table("ORDERS")
record Order(
        @Id @Nullable Long id,
        String tenant,
        String item,
        BigDecimal amount,
        Status status,
        String placedBy,
        Instant placedAt,
        @Nullable String refundedBy) {

    static Order placed(Caller caller, String item, BigDecimal amount) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new Order(null, caller.tenant(), item, amount.setScale(2), Status.PLACED, caller.subject(), now, null);
    }

    enum Status {
        PLACED,
        REFUNDED
    }
}
