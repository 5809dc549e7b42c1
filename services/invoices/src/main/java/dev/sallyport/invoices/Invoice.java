package dev.sallyport.invoices;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * One invoice to one tenant.
 *
 * @param amount in euros, with two decimals
 * @param approvedBy the subject of the token that approved it; null unless approved
 */
@Table("INVOICES")
record Invoice(
        @Id long id,
        String tenant,
        String supplier,
        BigDecimal amount,
        LocalDate dueOn,
        Status status,
        @Nullable String approvedBy) {

    enum Status {
        OPEN,
        APPROVED
    }
}
