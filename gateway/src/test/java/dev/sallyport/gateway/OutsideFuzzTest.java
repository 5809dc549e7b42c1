package dev.sallyport.gateway;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sallyport.gateway.answer.AddressFuzz;
import dev.sallyport.gateway.answer.SameOriginFuzz;
import dev.sallyport.gateway.issuer.IssuerFuzz;
import dev.sallyport.gateway.login.PendingLoginsFuzz;
import dev.sallyport.gateway.logout.LogoutFuzz;
import dev.sallyport.gateway.proxy.ForwardedFuzz;
import dev.sallyport.gateway.relay.RequestFuzz;
import dev.sallyport.gateway.session.SessionFuzz;
import dev.sallyport.gateway.token.TokenFuzz;

/**
 * A fuzzer looks at all that the gateway reads from outside. One test for all, because the fuzzer takes one in a process;
 * the build lets it look for a short while.
 */
class OutsideFuzzTest {

    @FuzzTest(maxDuration = "15s")
    void isReadAsItMay(FuzzedDataProvider data) throws Exception {
        switch (data.consumeInt(0, 9)) {
            case 0 -> AddressFuzz.staysOnThisSite(data);
            case 1 -> IssuerFuzz.failsAsItMay(data);
            case 2 -> PendingLoginsFuzz.takesNoneThatWasNotBegun(data);
            case 3 -> ForwardedFuzz.leavesARequestOfSomebody(data);
            case 4 -> RequestFuzz.bringsNothingTheSenderDidNotEarn(data);
            case 5 -> SessionFuzz.opensNothingThatIsNotOurs(data);
            case 6 -> SameOriginFuzz.isNoOtherSite(data);
            case 7 -> LogoutFuzz.isRefusedOrNamesWhoseSessionsEnd(data);
            case 8 -> TokenFuzz.isRefusedOrOfSomebody(data);
            default -> TokenFuzz.isRefusedOrHasWhatItMust(data);
        }
    }
}
