package dev.sallyport.keycloak.scope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBudgetTest {

    private final TokenBudget budget = new TokenBudget(100, 200);

    @Test
    void letsTokensPassUpToTheHardLimit() {
        assertThat(budget.objection("x".repeat(200), "sallyport", "gateway")).isEmpty();
    }

    @Test
    void refusesALargerOneAndSaysWhy() {
        assertThat(budget.objection("x".repeat(201), "sallyport", "gateway"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("201 bytes", "200", "Ask for fewer scopes"));
    }
}
