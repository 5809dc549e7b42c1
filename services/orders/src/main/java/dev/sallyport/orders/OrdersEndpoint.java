package dev.sallyport.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What callers may do with the orders of their tenant. */
@RestController
@RequestMapping("/api/orders")
class OrdersEndpoint {

    private final Orders orders;

    OrdersEndpoint(Orders orders) {
        this.orders = orders;
    }

    /** The newest hundred, newest first. */
    @GetMapping
    @PreAuthorize("hasAuthority('SCOPE_orders:read')")
    List<Order> list(@AuthenticationPrincipal Jwt token) {
        return orders.findTop100ByTenantOrderByIdDesc(Caller.of(token).tenant());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasAuthority('SCOPE_orders:write')")
    Order place(@Valid @RequestBody NewOrder wanted, @AuthenticationPrincipal Jwt token) {
        return orders.save(Order.placed(Caller.of(token), wanted.item(), wanted.amount()));
    }

    @PostMapping("/{id}/refund")
    @PreAuthorize("hasAuthority('SCOPE_orders:refund')")
    Order refund(@PathVariable long id, @AuthenticationPrincipal Jwt token) {
        var caller = Caller.of(token);
        boolean refunded = orders.refund(id, caller.tenant(), caller.subject());
        var order = orders.findByIdAndTenant(id, caller.tenant()).orElseThrow(Refusal::noSuchOrder);
        if (!refunded) {
            throw Refusal.alreadyRefunded();
        }
        return order;
    }

    /** An order that somebody would like to place; all else about it is ours to say. */
    record NewOrder(
            @NotBlank @Size(max = 100) String item,

            @NotNull @Positive @Digits(integer = 8, fraction = 2) BigDecimal amount) {}
}
