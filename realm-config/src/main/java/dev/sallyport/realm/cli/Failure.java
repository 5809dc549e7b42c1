package dev.sallyport.realm.cli;

import dev.sallyport.realm.files.InvalidFiles;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** The end of a command that could not do what it was asked: a reason, and no stack trace. */
final class Failure implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        switch (failure) {
            case InvalidFiles invalid -> new FindingsText(new Page(command.getErr())).write(invalid.findings());
            default -> command.getErr().println(failure.getMessage());
        }
        command.getErr().flush();
        return RealmCommand.FAILED;
    }
}
