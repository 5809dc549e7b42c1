package dev.sallyport.realm.files;

import dev.sallyport.realm.files.Tree.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files with assertions about a realm, which stand beside it: {@code *.test.yaml}. */
public final class TestFiles {

    private TestFiles() {}

    public static List<WrittenTest> beside(RealmFiles realm) throws InvalidFiles {
        var findings = new ArrayList<Finding>();
        var files = Stream.concat(
                FoundFiles.tests(realm.paths(), findings).stream(),
                FoundFiles.testsOnTop(realm.paths(), realm.environment(), findings).stream());
        var schema = RealmSchema.TEST.schema();
        var tests = files.flatMap(file -> RealmFiles.read(file, findings).stream())
                .flatMap(tree -> new Shape(schema, findings).fit(tree).stream())
                .flatMap(file -> file.list("tests").mappings().stream())
                .map(TestFiles::test)
                .toList();
        if (!findings.isEmpty()) {
            throw new InvalidFiles(findings);
        }
        return tests;
    }

    private static WrittenTest test(Mapping test) {
        return new WrittenTest(test.place(), Json.of(test));
    }
}
