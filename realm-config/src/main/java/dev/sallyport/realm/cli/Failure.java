package dev.sallyport.realm.cli;

import dev.sallyport.keycloak.text.OneLine;
import dev.sallyport.realm.files.InvalidFiles;
import dev.sallyport.realm.plan.Style;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * The end of a command that could not do what it was asked: a reason, and no stack trace; without colour, since nobody can
 * tell whether errors go to a terminal.
 */
final class Failure implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        switch (failure) {
            case InvalidFiles invalid ->
                new FindingsText(new Page(command.getErr(), Style.PLAIN)).write(invalid.findings());
            default -> reason(failure).lines().map(OneLine::whole).forEach(command.getErr()::println);
        }
        command.getErr().flush();
        return RealmCommand.FAILED;
    }

    private static String reason(Exception failure) {
        @Nullable String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
