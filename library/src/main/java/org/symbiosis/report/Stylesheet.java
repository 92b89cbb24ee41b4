package org.symbiosis.report;

/** The look of a page. */
final class Stylesheet {
    private Stylesheet() {}

    /** Light and dark, wide and narrow; pictures keep their white ground in the dark. */
    static final String TEXT =
            """
            :root {
              color-scheme: light dark;
              --ground: #fff; --ink: #1d2125; --faint: #5c646c; --line: #d9dde1;
              --raised: #f4f6f8; --accent: #00619a; --best: #e3f1fa; --warn: #d55e00;
            }
            @media (prefers-color-scheme: dark) {
              :root {
                --ground: #15181b; --ink: #e4e7ea; --faint: #9aa3ab; --line: #343a40;
                --raised: #1e2226; --accent: #6cc0f5; --best: #12364d; --warn: #f0883e;
              }
            }
            * { box-sizing: border-box; }
            body {
              margin: 0; background: var(--ground); color: var(--ink);
              font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
              overflow-wrap: break-word; counter-reset: figure table;
            }
            main { max-width: 56rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
            h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 1rem; }
            h2 {
              font-size: 1.3rem; margin: 2.5rem 0 .75rem; padding-top: .75rem;
              border-top: 1px solid var(--line);
            }
            h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
            p { margin: 0 0 1rem; max-width: 42rem; }
            a { color: var(--accent); }
            nav ul {
              display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none;
              margin: 0 0 1.5rem; padding: 0;
            }
            .notice {
              border-left: 4px solid var(--warn); background: var(--raised);
              padding: .6rem .9rem; border-radius: 0 6px 6px 0;
            }
            pre {
              background: var(--raised); border: 1px solid var(--line); border-radius: 6px;
              padding: .75rem .9rem; overflow-x: auto; font-size: .875rem; margin: 0 0 1rem;
            }
            code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
            figure { margin: 1.25rem 0 1.75rem; }
            .frame {
              display: inline-block; max-width: 100%; background: #fff; overflow: hidden;
              border: 1px solid var(--line); border-radius: 6px; padding: 4px; line-height: 0;
            }
            .frame img { max-width: 100%; height: auto; }
            figcaption {
              color: var(--faint); font-size: .9rem; margin-top: .4rem; max-width: 42rem;
            }
            .table figcaption { margin: 0 0 .4rem; }
            figcaption::before {
              counter-increment: figure; content: "Figure " counter(figure) ". ";
              color: var(--ink); font-weight: 600;
            }
            .table figcaption::before {
              counter-increment: table; content: "Table " counter(table) ". ";
              color: var(--ink); font-weight: 600;
            }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td {
              padding: .35rem .75rem; text-align: left; border-bottom: 1px solid var(--line);
              vertical-align: top;
            }
            thead th { border-bottom: 2px solid var(--line); font-weight: 600; }
            tbody th { font-weight: 500; white-space: nowrap; }
            .number { text-align: right; white-space: nowrap; }
            .number small { color: var(--faint); }
            .best { background: var(--best); }
            .settings th, .settings td {
              font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace;
              font-size: .85rem; padding: .2rem .75rem;
            }
            @media (max-width: 30rem) {
              main { padding: 1rem .75rem 3rem; }
              h1 { font-size: 1.45rem; }
              th, td { padding: .3rem .5rem; }
              .wide { overflow-x: auto; }
              .wide img { max-width: none; width: 38rem; }
            }
            @media print {
              figure, tr { break-inside: avoid; }
            }
            """;
}
