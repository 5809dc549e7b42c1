package dev.sallyport.testkit;

/** Hears how a start goes on; several steps may be under way at once, and threads differ. */
public interface Progress {

    /** Nobody listens. */
    Progress SILENT = new Progress() {
        @Override
        public void begun(String step) {}

        @Override
        public void done(String step) {}
    };

    /** A step begins. */
    void begun(String step);

    /** A step has succeeded; one that fails ends in {@link StartFailed} instead. */
    void done(String step);
}
