package dev.sallyport.gateway.check;

/** Something about a configuration that its operator should know. */
record Finding(Weight weight, String what, String advice) {

    /** Whether it should be mended, or is as it should be for some and not for others. */
    enum Weight {
        WARNING,
        NOTE
    }

    static Finding warning(String what, String advice) {
        return new Finding(Weight.WARNING, what, advice);
    }

    static Finding note(String what, String advice) {
        return new Finding(Weight.NOTE, what, advice);
    }

    boolean isWarning() {
        return weight == Weight.WARNING;
    }
}
