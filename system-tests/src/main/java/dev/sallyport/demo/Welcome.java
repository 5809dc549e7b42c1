package dev.sallyport.demo;

import dev.sallyport.testkit.Stack;
import java.nio.file.Path;

/** What to do now that everything runs. */
final class Welcome {

    private Welcome() {}

    static String to(Stack stack, Path logs) {
        return """

          Open %s and sign in; the password is the name.

            alice   a customer of the company north   orders:read orders:write
            bob     works in support                  orders:read orders:refund
            carol   an accountant, up to 5,000        invoices:read invoices:approve
            dave    nobody in particular              nothing

          Gateway    %s
          Health     %s/actuator/health
          Keycloak   %s   its console: admin / admin
          Orders     %s
          Invoices   %s
          Logs       %s

          Ctrl-C stops everything.
        """.formatted(
                        stack.gateway().url(),
                        stack.gateway().url(),
                        stack.gateway().management(),
                        stack.keycloak().url(),
                        stack.orders().url(),
                        stack.invoices().url(),
                        logs);
    }
}
