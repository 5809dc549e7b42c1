package dev.sallyport.realm.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands; without one it says which there are. */
@Command(
        name = "realm",
        description = "The realm as code.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        subcommands = {
            ValidateCommand.class,
            CompileCommand.class,
            SchemaCommand.class,
            TestCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            DriftCommand.class,
            ExportCommand.class,
            AdoptCommand.class
        })
final class RealmCommand implements Runnable {

    /** What was asked for cannot be done. */
    static final int FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    static CommandLine commandLine() {
        return new CommandLine(new RealmCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(RealmCommand::misunderstood)
                .setExecutionExceptionHandler(new Failure());
    }

    /** An error like all others: 2 would say that there are changes. */
    private static int misunderstood(ParameterException wrong, String... arguments) {
        var command = wrong.getCommandLine();
        command.getErr().println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
        if (command.getSubcommands().isEmpty()) {
            command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        } else {
            command.usage(command.getErr());
        }
        return FAILED;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
