package dev.sallyport.invoices;

import dev.sallyport.invoices.Invoice.Status;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What callers may do with the invoices of their tenant. */
@RestController
@RequestMapping("/api/invoices")
class InvoicesEndpoint {

    private final Invoices invoices;

    InvoicesEndpoint(Invoices invoices) {
        this.invoices = invoices;
    }

    /** A hundred at most, those due first before the others. */
    @GetMapping
    @PreAuthorize("hasAuthority('SCOPE_invoices:read')")
    List<Invoice> list(@AuthenticationPrincipal Jwt token) {
        return invoices.findTop100ByTenantOrderByDueOnAscIdAsc(Caller.of(token).tenant());
    }

    @PostMapping("/{id}/approve")
    @PreAuthorize("hasAuthority('SCOPE_invoices:approve')")
    Invoice approve(@PathVariable long id, @AuthenticationPrincipal Jwt token) {
        var caller = Caller.of(token);
        var limit = ApprovalLimit.of(token);
        boolean approved = invoices.approve(id, caller.tenant(), limit.euros(), caller.subject());
        var invoice = invoices.findByIdAndTenant(id, caller.tenant()).orElseThrow(Refusal::noSuchInvoice);
        if (!approved) {
            throw invoice.status() == Status.OPEN
                    ? Refusal.aboveApprovalLimit(invoice.amount(), limit)
                    : Refusal.alreadyApproved();
        }
        return invoice;
    }
}
