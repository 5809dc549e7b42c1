package dev.sallyport.realm.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ContainerNode;

class OverlayTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1} | {'a':2,'b':3} | {'a':1,'b':3}",
                "{'a':['x']} | {'a':['y','z']} | {'a':['x']}",
                "{'a':[]} | {'a':['y']} | {'a':[]}",
                "{'a':null,'b':null} | {'a':'x','b':['y']} | {'a':'','b':[]}",
                "{'a':null,'b':null} | {'a':1,'b':{'c':'d'}} | {'a':1,'b':{'c':'d'}}",
                "{'a':null,'b':null} | {'a':'**********','b':['**********']} | {'a':'**********','b':['**********']}",
                "[{'name':'x'},{'name':'y'}] | [{'name':'x','verified':true}] | [{'name':'x','verified':true},{'name':'y'}]",
                "[{'name':'x'}] | [{'name':'y','verified':true}] | [{'name':'x'}]",
                "{'conditions':[{'condition':'any'}]} | {'enabled':true,'conditions':[{'condition':'any','configuration':{'a':'b'}}]}"
                        + " | {'enabled':true,'conditions':[{'condition':'any','configuration':{'a':'b'}}]}",
                "[{'authenticator':'x'},{'authenticator':'x','requirement':'DISABLED'}] |"
                        + " [{'authenticator':'x','requirement':'REQUIRED'},{'authenticator':'x','requirement':'REQUIRED'}] |"
                        + " [{'authenticator':'x','requirement':'REQUIRED'},{'authenticator':'x','requirement':'DISABLED'}]",
                "[{'condition':'x'},{'condition':'x'}] | [{'condition':'x','a':1},{'condition':'x'}] | [{'condition':'x'},{'condition':'x'}]"
            })
    void keepsWhatNobodyAsksFor(String wanted, String there, String joined) {
        assertThat(Overlay.of(json(wanted), json(there))).isEqualTo(json(joined));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1} | {'a':2,'b':3} | {\"a\":1,\"b\":3}",
                "{'a': 1} | {'a':2} | {'a': 1}",
                "plain | {'a':2} | plain"
            })
    void keepsItWithinATextToo(String wanted, String there, String joined) {
        var list = json("[]").arrayNode();

        var overlay = Overlay.of(
                list.deepCopy().add(wanted.replace("'", "\"")), list.deepCopy().add(there.replace("'", "\"")));

        assertThat(overlay.path(0).asString()).isEqualTo(joined.replace("'", "\""));
    }

    private static ContainerNode<?> json(String text) {
        return (ContainerNode<?>) JsonMapper.shared().readTree(text.replace("'", "\""));
    }
}
