package org.symbiosis.data.annotated;

/**
 * What pixels of an annotated set can belong to.
 *
 * @param id the number that the set's own files use
 * @param name as the set writes it
 * @param group of related categories, such as {@code animal}; empty where there are none
 * @param kind whether it has instances
 */
public record Category(int id, String name, String group, Kind kind) {
    /** Whether something can be counted. */
    public enum Kind {
        /** Comes in single objects: a person, a car. */
        THING,
        /** Has no instances: sky, grass. */
        STUFF
    }
}
