package org.symbiosis.report;

/** Text on its way into a page. */
final class Html {
    private Html() {}

    /**
     * The text as HTML shows it, in content and in quoted attributes alike: no character of it can
     * open a tag, end an attribute or begin an entity. Control characters, which HTML forbids,
     * become the replacement character.
     */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n', '\t' -> out.append(c);
                default -> out.append(Character.isISOControl(c) ? '\uFFFD' : c);
            }
        }
        return out.toString();
    }

    /** An element with escaped text inside. */
    static String tag(String name, String text) {
        return "<" + name + ">" + escape(text) + "</" + name + ">";
    }
}
