package org.symbiosis.pretrained;

import java.util.Optional;

/**
 * A public network and where its weights are.
 *
 * @param key what users call it
 * @param what it is, in a few words
 * @param place where its file is
 * @param licence of the weights
 * @param tensors that the network takes from the file; there may be more in it
 * @param parameters values in them
 * @param sha256 of the file, where it is known beforehand; else the hub's own statement counts, and
 *     what was seen at the first pull
 */
public record Published(
        String key,
        String what,
        Place place,
        String licence,
        int tensors,
        long parameters,
        Optional<String> sha256) {
    /** Where a file is. */
    public sealed interface Place {
        /** The path of the file below the hub, or of its address. */
        String path();

        /** The file's own name. */
        default String fileName() {
            return path().substring(path().lastIndexOf('/') + 1);
        }
    }

    /**
     * A file of a repository on the hub.
     *
     * @param repository {@code owner/name}
     * @param file path in the repository
     */
    public record OnHub(String repository, String file) implements Place {
        @Override
        public String path() {
            return repository + "/resolve/main/" + file;
        }
    }

    /**
     * A file with an address of its own; with a mirror, the file of the same path there.
     *
     * @param host with its scheme
     * @param path without the first slash
     */
    public record OnWeb(String host, String path) implements Place {}
}
