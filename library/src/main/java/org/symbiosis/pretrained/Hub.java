package org.symbiosis.pretrained;

import java.net.URI;
import java.util.Optional;
import org.symbiosis.UserError;

/**
 * Where public weights come from.
 *
 * @param base the hub or its mirror, with its scheme
 * @param token that says who asks, sent to this hub alone
 * @param mirrored whether files from elsewhere are taken from this hub too
 */
public record Hub(URI base, Optional<String> token, Mirrored mirrored) {
    /** What is taken from a hub. */
    public enum Mirrored {
        /** Only its own files. */
        ITS_OWN,
        /** Everything: it is a mirror. */
        EVERYTHING
    }

    private static final String PUBLIC = "https://huggingface.co";

    /**
     * The public hub, or the mirror that the variable {@code SYMBIOSIS_HUB} names (else {@code
     * HF_ENDPOINT}); the token is that of {@code SYMBIOSIS_HUB_TOKEN} (else {@code HF_TOKEN}). A
     * system property {@code symbiosis.hub} goes before the variables.
     *
     * @throws UserError when the mirror is no http address
     */
    public static Hub ofEnvironment() {
        String mirror =
                first(
                        System.getProperty("symbiosis.hub"),
                        System.getenv("SYMBIOSIS_HUB"),
                        System.getenv("HF_ENDPOINT"));
        String token = first(System.getenv("SYMBIOSIS_HUB_TOKEN"), System.getenv("HF_TOKEN"));
        return mirror.isEmpty()
                ? of(PUBLIC, token, Mirrored.ITS_OWN)
                : of(mirror, token, Mirrored.EVERYTHING);
    }

    /**
     * A hub at this address.
     *
     * @param token or an empty text
     * @throws UserError when it is no http address
     */
    public static Hub of(String address, String token, Mirrored mirrored) {
        try {
            URI uri = URI.create(address.replaceFirst("/+$", ""));
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null) {
                return new Hub(
                        uri,
                        Optional.of(token).filter(t -> !t.isBlank()).map(String::strip),
                        mirrored);
            }
        } catch (IllegalArgumentException e) {
            throw notAnAddress(address);
        }
        throw notAnAddress(address);
    }

    private static UserError notAnAddress(String address) {
        return UserError.usage(
                "the hub '" + address + "' is no web address",
                "set SYMBIOSIS_HUB to one that begins with https://");
    }

    private static String first(String... values) {
        for (String v : values) {
            if (v != null && !v.isBlank()) {
                return v.strip();
            }
        }
        return "";
    }

    /** The address of a file. */
    URI address(Published.Place place) {
        boolean here = place instanceof Published.OnHub || mirrored == Mirrored.EVERYTHING;
        String host = here ? base.toString() : ((Published.OnWeb) place).host();
        return URI.create(host + "/" + place.path());
    }

    /** The token, if a request to this address may carry it. */
    Optional<String> tokenFor(URI address) {
        boolean same =
                base.getScheme().equals(address.getScheme())
                        && base.getHost().equalsIgnoreCase(address.getHost())
                        && base.getPort() == address.getPort();
        return same ? token : Optional.empty();
    }
}
