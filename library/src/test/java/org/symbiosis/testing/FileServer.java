package org.symbiosis.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A hub on this machine: serves files whole or in part, and misbehaves when it is told to. */
public final class FileServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, String> redirections = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> headers = new ConcurrentHashMap<>();
    private volatile String mark = "\"one\"";
    private volatile int status;
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile int cutAfter;

    public FileServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public FileServer file(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    public FileServer redirect(String path, String to) {
        redirections.put(path, to);
        return this;
    }

    /** Sends a header with every answer. */
    public FileServer header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The mark (ETag) of all files from now on. */
    public FileServer mark(String value) {
        mark = value;
        return this;
    }

    /** Answers everything with this status; 0 for the truth. */
    public FileServer status(int code) {
        status = code;
        return this;
    }

    /** Breaks the next answers off after so many bytes. */
    public FileServer cut(int answers, int afterBytes) {
        cutAfter = afterBytes;
        cuts.set(answers);
        return this;
    }

    /** What was asked for: path, range, condition and authorisation, where given. */
    public List<String> requests() {
        return new ArrayList<>(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        StringBuilder request = new StringBuilder(path);
        for (String name : new String[] {"Range", "If-Range", "Authorization"}) {
            String value = exchange.getRequestHeaders().getFirst(name);
            request.append(value == null ? "" : " " + value);
        }
        requests.add(request.toString());
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        if (redirections.containsKey(path)) {
            exchange.getResponseHeaders().set("Location", redirections.get(path));
            exchange.sendResponseHeaders(302, -1);
        } else if (status != 0 || !files.containsKey(path)) {
            exchange.sendResponseHeaders(status == 0 ? 404 : status, -1);
        } else {
            send(exchange, files.get(path));
        }
        exchange.close();
    }

    private void send(HttpExchange exchange, byte[] file) throws IOException {
        if (!mark.isEmpty()) {
            exchange.getResponseHeaders().set("ETag", mark);
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        boolean same = mark.equals(exchange.getRequestHeaders().getFirst("If-Range"));
        int from = 0;
        if (range != null && same) {
            from = Integer.parseInt(range.replaceAll("\\D", ""));
            if (from >= file.length) {
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            String content = "bytes %d-%d/%d".formatted(from, file.length - 1, file.length);
            exchange.getResponseHeaders().set("Content-Range", content);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, file.length - from);
        byte[] rest = Arrays.copyOfRange(file, from, file.length);
        if (cuts.getAndDecrement() > 0) {
            exchange.getResponseBody().write(rest, 0, Math.min(cutAfter, rest.length));
            exchange.getResponseBody().flush();
            return;
        }
        exchange.getResponseBody().write(rest);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
