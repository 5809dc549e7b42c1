package dev.sallyport.realm.assertion;

import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The form in which build servers show what came of tests. */
public final class JUnitXml {

    private JUnitXml() {}

    public static String of(String realm, List<Verdict> verdicts) {
        try {
            var text = new StringWriter();
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "realm " + realm);
            xml.writeAttribute("tests", String.valueOf(verdicts.size()));
            xml.writeAttribute(
                    "failures",
                    String.valueOf(verdicts.stream()
                            .filter(verdict -> !verdict.holds())
                            .count()));
            for (var verdict : verdicts) {
                write(xml, verdict);
            }
            xml.writeEndDocument();
            xml.close();
            return text.toString();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void write(XMLStreamWriter xml, Verdict verdict) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", clean(verdict.assertion().name()));
        xml.writeAttribute("classname", clean(verdict.assertion().place().file().toString()));
        xml.writeAttribute("time", seconds(verdict.took()));
        if (!verdict.holds()) {
            xml.writeStartElement("failure");
            xml.writeAttribute(
                    "message",
                    clean(verdict.failures().getFirst().lines().findFirst().orElse("")));
            xml.writeCharacters(clean(verdict.assertion().place() + "\n" + String.join("\n", verdict.failures())));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
    }

    /** Without what XML 1.0 does not allow. */
    private static String clean(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }
}
