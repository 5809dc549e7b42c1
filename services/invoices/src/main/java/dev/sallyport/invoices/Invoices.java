package dev.sallyport.invoices;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** The invoices in the database; nothing is read or changed without naming the tenant it belongs to. */
interface Invoices extends Repository<Invoice, Long> {

    List<Invoice> findTop100ByTenantOrderByDueOnAscIdAsc(String tenant);

    Optional<Invoice> findByIdAndTenant(long id, String tenant);

    /** True for exactly one of those who ask, however many ask at once, and for nobody whose limit is too low. */
    @Modifying
    @Query("""
            UPDATE invoices SET status = 'APPROVED', approved_by = :subject
            WHERE id = :id AND tenant = :tenant AND status = 'OPEN' AND amount <= :limit""")
    boolean approve(long id, String tenant, BigDecimal limit, String subject);
}
