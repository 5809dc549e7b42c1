package dev.sallyport.realm.cli;

/** Where the tool starts. */
final class Main {

    private Main() {}

    public static void main(String... arguments) {
        System.exit(RealmCommand.commandLine().execute(arguments));
    }
}
