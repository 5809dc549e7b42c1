package dev.sallyport.realm.plan;

import java.util.List;

/**
 * One thing that is other than asked for.
 *
 * @param before what is there; for what is to be created, empty
 * @param after what is asked for; for what is to be deleted, empty
 */
public record Change(Action action, Key key, List<FieldChange> fields, Item before, Item after) {

    /** What is to be done about it. */
    public enum Action {
        CREATE("create"),
        UPDATE("change"),
        DELETE("delete");

        private final String word;

        Action(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Whether a field at the top of the thing, or below it, is other than asked for. */
    public boolean touches(String field) {
        return fields.stream().anyMatch(change -> change.path().getFirst().equals(field));
    }

    /** As in “change client gateway”. */
    @Override
    public String toString() {
        return action.word() + " " + key;
    }
}
