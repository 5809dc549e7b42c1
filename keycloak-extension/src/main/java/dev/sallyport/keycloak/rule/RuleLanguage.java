package dev.sallyport.keycloak.rule;

import dev.cel.common.CelOptions;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/** CEL as we use it: our variables, optional values, and bounds on what one rule may cost. */
final class RuleLanguage {

    static final CelOptions BOUNDS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(4096)
            .maxParseRecursionDepth(50)
            .maxParseExpressionNodeCount(1000)
            .comprehensionMaxIterations(10_000)
            .build();

    static final CelCompiler COMPILER = compiler();
    static final CelRuntime RUNTIME = runtime();

    private RuleLanguage() {}

    private static CelCompiler compiler() {
        var compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(BOUNDS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(CelExtensions.optional())
                .setTypeProvider(new Vocabulary());
        Vocabulary.VARIABLES.fields().forEach((name, variable) -> compiler.addVar(name, variable.type()));
        return compiler.build();
    }

    private static CelRuntime runtime() {
        return CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(BOUNDS)
                .setStandardFunctions(PaidFunctions.theOthers())
                .addFunctionBindings(PaidFunctions.bindings())
                .addLibraries(CelExtensions.optional())
                .setTypeProvider(new Vocabulary())
                .build();
    }
}
