package org.symbiosis.pretrained;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symbiosis.UserError;
import org.symbiosis.train.Progress;

/**
 * Fetches one file over HTTP and goes on where an earlier attempt broke off, if the server says
 * that its file is still the same.
 *
 * <p>Redirections are followed by hand, so that the token goes to the hub alone and an https
 * address never leads to an http one.
 */
final class Download {
    private static final int MOST_HOPS = 10;
    private static final int ATTEMPTS = 4;
    private static final int CHUNK = 1 << 18;
    private static final long MEGA = 1_000_000;
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration SILENCE = Duration.ofSeconds(90);
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");
    private static final Pattern SHA256 = Pattern.compile("\"?([0-9a-f]{64})\"?");

    private final Hub hub;
    private final Progress progress;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();

    /** What the hub itself says of the file's content. */
    private Optional<String> stated = Optional.empty();

    Download(Hub hub, Progress progress) {
        this.hub = hub;
        this.progress = progress;
    }

    /** The SHA-256 that the hub stated, after a fetch. */
    Optional<String> stated() {
        return stated;
    }

    /**
     * Fetches a file to its end.
     *
     * @throws UserError when the server refuses, or the connection breaks off again and again; what
     *     came stays for the next attempt
     */
    void fetch(String what, URI address, Partial partial) throws IOException {
        for (int attempt = 1; ; attempt++) {
            long before = partial.size();
            try {
                attempt(what, address, partial);
                return;
            } catch (BrokenOff e) {
                if (attempt >= ATTEMPTS || partial.size() == before) {
                    throw UserError.failed(
                            "%s: the connection to %s broke off after %d MB (%s)"
                                    .formatted(
                                            what,
                                            address.getHost(),
                                            partial.size() / MEGA,
                                            reason(e)),
                            "pull it again to go on from there",
                            e);
                }
            }
        }
    }

    private void attempt(String what, URI address, Partial partial) throws IOException {
        long have = partial.mark().isEmpty() ? 0 : partial.size();
        HttpResponse<InputStream> answer = ask(address, have, partial.mark());
        try (InputStream body = answer.body()) {
            long from = begin(what, answer, have, partial);
            OptionalLong length = answer.headers().firstValueAsLong("Content-Length");
            long total = length.isPresent() ? from + length.getAsLong() : -1;
            checkSpace(what, partial, total - from);
            receive(what, body, partial, total);
        }
    }

    /** Where the answer's bytes belong: after what is here, or at the start. */
    private static long begin(String what, HttpResponse<?> answer, long have, Partial partial)
            throws IOException {
        int status = answer.statusCode();
        if (status == 206) {
            Matcher range = RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
            if (range.matches() && range.group(1).equals(Long.toString(have))) {
                return have;
            }
        }
        if (status == 206 || status == 416) {
            partial.discard();
            throw new BrokenOff("the server lost the place", null);
        }
        if (status != 200) {
            throw refusal(what, answer.uri(), status);
        }
        // A weak mark promises nothing about bytes.
        String mark = answer.headers().firstValue("ETag").orElse("");
        partial.restart(mark.startsWith("W/") ? "" : mark);
        return 0;
    }

    private static UserError refusal(String what, URI address, int status) {
        String where = what + ": " + address.getHost() + " answers " + status;
        return switch (status) {
            case 401, 403 ->
                    UserError.failed(
                            where + ", it wants to know who asks",
                            "accept the licence on the network's page there, and set"
                                    + " SYMBIOSIS_HUB_TOKEN to your token");
            case 404, 410 ->
                    UserError.failed(
                            where + ", it has no " + address.getPath(),
                            "check the mirror in SYMBIOSIS_HUB, or get the file by hand and give"
                                    + " its path");
            default -> UserError.failed(where, "try again later, or set SYMBIOSIS_HUB to a mirror");
        };
    }

    private HttpResponse<InputStream> ask(URI address, long have, String mark) throws IOException {
        URI at = address;
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            HttpResponse<InputStream> answer = send(request(at, have, mark));
            answer.headers()
                    .firstValue("X-Linked-Etag")
                    .map(SHA256::matcher)
                    .filter(Matcher::matches)
                    .ifPresent(m -> stated = Optional.of(m.group(1)));
            int status = answer.statusCode();
            Optional<String> next = answer.headers().firstValue("Location");
            if (status < 301 || status > 308 || status == 304 || next.isEmpty()) {
                return answer;
            }
            answer.body().close();
            URI to = at.resolve(next.get());
            if (!"https".equals(to.getScheme()) && !to.getScheme().equals(at.getScheme())) {
                throw UserError.failed(
                        at.getHost() + " leads to an address that is not secure, " + to.getHost(),
                        "try another mirror");
            }
            at = to;
        }
        throw UserError.failed(
                address.getHost() + " leads from one address to the next without end",
                "try another mirror");
    }

    private HttpRequest request(URI at, long have, String mark) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at).timeout(ANSWER).GET();
        request.header("User-Agent", "symbiosis");
        hub.tokenFor(at).ifPresent(t -> request.header("Authorization", "Bearer " + t));
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-").header("If-Range", mark);
        }
        return request.build();
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot reach " + request.uri().getHost() + " (" + reason(e) + ")",
                    "check the network, set SYMBIOSIS_HUB to a mirror, or get the file by hand and"
                            + " give its path",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UserError.failed("the download was interrupted", "pull again to go on", e);
        }
    }

    private void receive(String what, InputStream body, Partial partial, long total)
            throws IOException {
        long done = partial.size();
        progress.begin(what + ", MB", done / MEGA, Math.max(total, done) / MEGA);
        try (Stall stall = new Stall(body, SILENCE);
                OutputStream out = partial.append()) {
            byte[] chunk = new byte[CHUNK];
            for (int n = read(body, chunk); n >= 0; n = read(body, chunk)) {
                stall.alive();
                out.write(chunk, 0, n);
                done += n;
                progress.step(done / MEGA, "", 0);
            }
        } finally {
            progress.end();
        }
        if (total >= 0 && done != total) {
            throw new BrokenOff(done + " of " + total + " bytes", null);
        }
    }

    /** Tells a failing network from a failing disk. */
    private static int read(InputStream body, byte[] chunk) throws BrokenOff {
        try {
            return body.read(chunk);
        } catch (IOException e) {
            throw new BrokenOff(reason(e), e);
        }
    }

    private static void checkSpace(String what, Partial partial, long bytes) throws IOException {
        long free =
                Files.getFileStore(partial.bytes().toAbsolutePath().getParent()).getUsableSpace();
        if (bytes > free) {
            throw UserError.failed(
                    "%s needs %d MB and the disk has %d".formatted(what, bytes / MEGA, free / MEGA),
                    "free some space, or set SYMBIOSIS_CACHE to a folder on another disk");
        }
    }

    private static String reason(IOException e) {
        if (e instanceof ConnectException) {
            return e.getCause() instanceof UnresolvedAddressException
                    ? "its name is not known here"
                    : "nobody answers there";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** The connection ended before the file did. */
    private static final class BrokenOff extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenOff(String why, IOException cause) {
            super(why, cause);
        }
    }
}
