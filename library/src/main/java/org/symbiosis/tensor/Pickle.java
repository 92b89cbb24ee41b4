package org.symbiosis.tensor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a pickle into plain values: null, Boolean, Long, BigInteger, Double, String, List, Map, and
 * what {@link Objects} makes of the rest.
 *
 * <p>Nothing is ever looked up or run. A name such as {@code os.system} is a {@link Symbol}, that
 * is, two strings, and {@link Objects} decides which are allowed at all. The work is bounded by the
 * number of instructions, which is bounded; there is no recursion.
 */
final class Pickle {
    /** Bytes of all texts together. */
    static final int MOST_TEXT = 1 << 25;

    private static final int MOST_STEPS = 2_000_000;
    private static final Object MARK = new Object();

    /** The name of a Python class or function. */
    record Symbol(String module, String name) {
        @Override
        public String toString() {
            return module + "." + name;
        }
    }

    /** What a pickle's symbols and calls stand for. */
    interface Objects {
        /** Allows a symbol, or refuses it with the reason. */
        Symbol symbol(String module, String name) throws Malformed;

        /** The result of a call. */
        Object call(Symbol function, List<?> arguments) throws Malformed;

        /** The object with its state set, which is most often the very object. */
        Object build(Object object, Object state);

        /** What lies outside of the pickle under this identity. */
        Object persistent(Object identity) throws Malformed;
    }

    /** What is wrong with a file, in words. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    private final PickleInput in;
    private final Objects objects;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();

    private Pickle(PickleInput in, Objects objects) {
        this.in = in;
        this.objects = objects;
    }

    /** Reads one pickle; the input then stands behind it. */
    static Object read(PickleInput in, Objects objects) throws IOException {
        return new Pickle(in, objects).run();
    }

    private Object run() throws IOException {
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            int op = in.u1();
            if (op == '.') {
                return pop();
            }
            if (!(scalar(op) || text(op) || container(op) || memory(op) || object(op))) {
                throw new Malformed("it has the unknown instruction %d".formatted(op));
            }
        }
        throw new Malformed("it has more than " + MOST_STEPS + " instructions");
    }

    private boolean scalar(int op) throws IOException {
        switch (op) {
            case 'N' -> stack.add(null);
            case 0x88 -> stack.add(true);
            case 0x89 -> stack.add(false);
            case 'K' -> stack.add((long) in.u1());
            case 'M' -> stack.add((long) in.u2());
            case 'J' -> stack.add((long) in.i4());
            case 0x8a -> stack.add(in.integer(in.u1()));
            case 'G' -> stack.add(in.f8());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean text(int op) throws IOException {
        switch (op) {
            case 'X', 'T', 'B' -> stack.add(in.text(in.u4()));
            case 0x8c, 'U', 'C' -> stack.add(in.text(in.u1()));
            case 0x8d, 0x8e -> stack.add(in.text(in.i8()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean container(int op) throws IOException {
        switch (op) {
            case '}' -> stack.add(new LinkedHashMap<>());
            case ']', 0x8f, ')' -> stack.add(new ArrayList<>());
            case '(' -> stack.add(MARK);
            case 't' -> stack.add(aboveMark());
            case 0x85 -> stack.add(last(1));
            case 0x86 -> stack.add(last(2));
            case 0x87 -> stack.add(last(3));
            case 'a' -> append(last(1));
            case 'e', 0x90 -> append(aboveMark());
            case 's' -> put(last(2));
            case 'u' -> put(aboveMark());
            case 0x91 -> stack.add(aboveMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean memory(int op) throws IOException {
        switch (op) {
            case 'q' -> memo.put((long) in.u1(), top());
            case 'r' -> memo.put(in.u4(), top());
            case 0x94 -> memo.put((long) memo.size(), top());
            case 'h' -> stack.add(remembered(in.u1()));
            case 'j' -> stack.add(remembered(in.u4()));
            case '0' -> pop();
            case '1' -> aboveMark();
            case '2' -> stack.add(top());
            case 0x80 -> in.u1();
            case 0x95 -> in.i8();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean object(int op) throws IOException {
        switch (op) {
            case 'c' -> stack.add(objects.symbol(in.line(), in.line()));
            case 0x93 -> {
                List<Object> names = last(2);
                stack.add(symbol(names.get(0), names.get(1)));
            }
            case 'R', 0x81 -> {
                List<Object> call = last(2);
                stack.add(call(call.get(0), call.get(1)));
            }
            case 0x92 -> {
                List<Object> call = last(3);
                stack.add(call(call.get(0), call.get(1)));
            }
            case 'b' -> {
                List<Object> both = last(2);
                stack.add(objects.build(both.get(0), both.get(1)));
            }
            case 'Q' -> stack.add(objects.persistent(pop()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private Symbol symbol(Object module, Object name) throws Malformed {
        if (module instanceof String m && name instanceof String n) {
            return objects.symbol(m, n);
        }
        throw new Malformed("it asks for what has no name");
    }

    private Object call(Object function, Object arguments) throws Malformed {
        if (function instanceof Symbol s && arguments instanceof List<?> list) {
            return objects.call(s, list);
        }
        throw new Malformed("it calls what is no function");
    }

    private Object pop() throws Malformed {
        if (stack.isEmpty() || top() == MARK) {
            throw new Malformed("it takes more than it has");
        }
        return stack.remove(stack.size() - 1);
    }

    private Object top() throws Malformed {
        if (stack.isEmpty()) {
            throw new Malformed("it takes more than it has");
        }
        return stack.get(stack.size() - 1);
    }

    private Object remembered(long place) throws Malformed {
        if (!memo.containsKey(place)) {
            throw new Malformed("it recalls what it never stored");
        }
        return memo.get(place);
    }

    private List<Object> last(int count) throws Malformed {
        List<Object> taken = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            taken.add(0, pop());
        }
        return taken;
    }

    private List<Object> aboveMark() throws Malformed {
        int mark = stack.lastIndexOf(MARK);
        if (mark < 0) {
            throw new Malformed("it takes more than it has");
        }
        List<Object> above = stack.subList(mark + 1, stack.size());
        List<Object> taken = new ArrayList<>(above);
        above.clear();
        stack.remove(mark);
        return taken;
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> items) throws Malformed {
        if (top() instanceof List<?> list) {
            ((List<Object>) list).addAll(items);
        }
    }

    @SuppressWarnings("unchecked")
    private void put(List<Object> items) throws Malformed {
        if (!(top() instanceof Map<?, ?> map)) {
            return; // items of an object that we do not know
        }
        for (int i = 0; i + 1 < items.size(); i += 2) {
            Object key = items.get(i);
            // Other keys name no tensors, and a list that holds itself has no hash code.
            if (key instanceof String || key instanceof Number) {
                ((Map<Object, Object>) map).put(key, items.get(i + 1));
            }
        }
    }
}
