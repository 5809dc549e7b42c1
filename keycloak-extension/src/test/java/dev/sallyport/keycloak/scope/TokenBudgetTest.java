package dev.sallyport.keycloak.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.keycloak.protocol.oidc.token.TokenInterceptorException;

class TokenBudgetTest {

    private final TokenBudget budget = new TokenBudget(100, 200);

    @Test
    void letsTokensPassUpToTheHardLimit() {
        assertThatCode(() -> budget.check("x".repeat(200), "sallyport", "gateway"))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesALargerOneAndSaysWhy() {
        var refusal = catchThrowableOfType(
                TokenInterceptorException.class, () -> budget.check("x".repeat(201), "sallyport", "gateway"));

        assertThat(refusal.getError()).isEqualTo("invalid_request");
        assertThat(refusal.getDescription()).contains("201 bytes", "200", "Ask for fewer scopes");
    }
}
