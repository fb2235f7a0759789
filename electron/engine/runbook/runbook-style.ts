/** Style of the runbook: readable on a phone, in light and dark, and on paper. */
export const runbookStyle = `
:root { color-scheme: light dark; --ink: #1c2a2b; --soft: #5a6b6c; --line: #d9e0df; --card: #fff; --page: #f4f6f5; --mark: #0b6e6e; --care: #fff4dd; --care-line: #d9962b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4eceb; --soft: #9fb0af; --line: #2c3a3b; --card: #172122; --page: #0f1718; --mark: #5cc8c2; --care: #2c2413; --care-line: #c08a34; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 17px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.1rem 4rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; letter-spacing: -.01em; }
h2 { font-size: 1.3rem; margin: 2.4rem 0 .5rem; }
h3 { font-size: 1.1rem; margin: 0 0 .6rem; color: var(--mark); }
p { margin: .6rem 0; }
.lead { font-size: 1.12rem; color: var(--soft); }
.care { background: var(--care); border-left: 4px solid var(--care-line); border-radius: 6px; padding: .8rem 1rem; margin-top: 1.2rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.1rem 1.2rem; margin: .9rem 0; }
dl { margin: 0; display: grid; gap: .35rem; }
dl div { display: grid; grid-template-columns: 6.5rem 1fr; gap: .6rem; }
dt { color: var(--soft); }
dd { margin: 0; min-width: 0; }
ul, ol { padding-left: 1.3rem; margin: .5rem 0; }
li { margin: .25rem 0; }
article ul { list-style: none; padding: 0; }
article li { border-top: 1px solid var(--line); padding: .35rem 0; margin: 0; display: flex; flex-wrap: wrap; gap: 0 .8rem; justify-content: space-between; }
small, .more { color: var(--soft); font-size: .88rem; }
.path, code { font: .88em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
.path { color: var(--ink); font-weight: 600; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem; overflow-x: auto; margin: .6rem 0; }
pre code { overflow-wrap: normal; white-space: pre; }
@media (max-width: 30rem) { dl div { grid-template-columns: 1fr; gap: 0; } pre { font-size: .92rem; } }
@media print { body { background: none; } pre code { white-space: pre-wrap; } }
`;
