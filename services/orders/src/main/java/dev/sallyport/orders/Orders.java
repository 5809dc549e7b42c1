package dev.sallyport.orders;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** The orders in the database; nothing is read or changed without naming the tenant it belongs to. */
interface Orders extends Repository<Order, Long> {

    Order save(Order order);

    List<Order> findTop100ByTenantOrderByIdDesc(String tenant);

    Optional<Order> findByIdAndTenant(long id, String tenant);

    /** True for exactly one of those who ask, however many ask at once. */
    @Modifying
    @Query("""
            UPDATE orders SET status = 'REFUNDED', refunded_by = :subject
            WHERE id = :id AND tenant = :tenant AND status = 'PLACED'""")
    boolean refund(long id, String tenant, String subject);
}
