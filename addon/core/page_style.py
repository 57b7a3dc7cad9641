# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks and behaviour of the client's page: one style sheet and one script. Data only."""

STYLE = """
:root { color-scheme: light dark; --paper: #f7f5f1; --card: #fffefc; --ink: #232120;
  --grey: #625e5a; --line: #d9d4cb; --accent: #8a4b2a; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #191817; --card: #22201f; --ink: #efece7; --grey: #aaa39b; --line: #3b3835;
    --accent: #e0a57f; } }
* { box-sizing: border-box; }
body { margin: 0; padding: clamp(1rem, 4vw, 3.5rem); background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
h1 { margin: 0; font-size: clamp(1.6rem, 4vw, 2.6rem); font-weight: 500; line-height: 1.15; }
h2 { margin: 0; font-size: 1.25rem; font-weight: 500; }
header p, .seed, footer, .hint { color: var(--grey); }
header { margin-bottom: 2rem; }
header p { margin: .4rem 0 0; max-width: 60ch; }
nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: 1rem 0 0; padding: 0;
  list-style: none; }
a { color: var(--accent); text-underline-offset: .2em; }
main { display: grid; gap: clamp(1.2rem, 2.5vw, 2.2rem);
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 27rem), 1fr)); }
article { background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
  overflow: hidden; break-inside: avoid; }
article > div { padding: 1rem 1.25rem 1.25rem; }
.name { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; }
.seed { font-size: .875rem; white-space: nowrap; }
figure { margin: 0; }
figcaption { padding: .5rem 1.25rem 0; color: var(--grey); font-size: .8125rem; }
img { display: block; width: 100%; height: auto; }
.compare { position: relative; --cut: 35%; }
.compare .after { position: absolute; inset: 0; clip-path: inset(0 0 0 var(--cut)); }
.compare::after { content: ""; position: absolute; inset: 0 auto 0 var(--cut); width: 2px;
  margin-left: -1px; background: #fff; box-shadow: 0 0 4px #0009; pointer-events: none; }
.tag { position: absolute; bottom: .6rem; padding: .1rem .5rem; border-radius: 1rem;
  background: #000a; color: #fff; font-size: .75rem; pointer-events: none; }
.tag.one { left: .6rem; } .tag.two { right: .6rem; }
.compare input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0;
  appearance: none; background: none; cursor: ew-resize; touch-action: pan-y; }
.compare input::-webkit-slider-runnable-track { height: 100%; }
.compare input::-webkit-slider-thumb { appearance: none; width: 2.2rem; height: 2.2rem;
  margin-top: 0; border: 2px solid #fff; border-radius: 50%; background: #0006;
  position: relative; top: calc(50% - 1.1rem); }
.compare input::-moz-range-thumb { width: 2.2rem; height: 2.2rem; border: 2px solid #fff;
  border-radius: 50%; background: #0006; }
.compare input:focus-visible { outline: 3px solid var(--accent); outline-offset: -3px; }
.palette { display: flex; height: 1.1rem; margin: .8rem 0 1rem; padding: 0; list-style: none;
  border-radius: .25rem; overflow: hidden; border: 1px solid var(--line); }
.palette li { flex: 1 1 0; background: var(--c); }
table { width: 100%; border-collapse: collapse; font-size: .875rem; }
caption, .quiet { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
th, td { padding: .35rem .6rem .35rem 0; border-top: 1px solid var(--line); text-align: left;
  vertical-align: top; }
thead th { border-top: 0; color: var(--grey); font-weight: 400; }
tbody th { font-weight: 400; color: var(--grey); }
td:last-child, th:last-child { padding-right: 0; text-align: right; white-space: nowrap;
  font-variant-numeric: tabular-nums; }
.chip { display: inline-block; width: .8em; height: .8em; margin-right: .2em; border-radius: 50%;
  border: 1px solid var(--line); background: var(--c); }
.chip:last-of-type { margin-right: .5em; }
small { display: block; color: var(--grey); font-size: .8125rem; }
details { margin-top: .8rem; font-size: .875rem; }
summary { cursor: pointer; color: var(--accent); }
details ul { margin: .4rem 0 0; padding-left: 1.1rem; }
footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--line);
  font-size: .875rem; }
.palette li, .chip { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
@media print {
  @page { size: A4; margin: 14mm; }
  :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --grey: #444;
    --line: #bbb; --accent: #000; }
  body { padding: 0; font-size: 9pt; }
  nav, .hint, .compare input, .compare::after { display: none; }
  main { display: block; }
  article { break-inside: auto; } article + article { break-before: page; }
  figure, tr { break-inside: avoid; }
  .compare { display: grid; grid-template-columns: 1fr 1fr; gap: 2mm; }
  .compare .after { position: static; clip-path: none; }
  .compare .tag.two { right: auto; left: calc(50% + 1mm + .6rem); } }
"""

SCRIPT = """
for (const compare of document.querySelectorAll('.compare')) {
  const slider = compare.querySelector('input');
  const show = () => {
    const share = slider.value / 100;
    // The middle of the handle stays half its width away from both ends.
    const cut = share % 1 ? `calc(1.1rem + (100% - 2.2rem) * ${share})` : share * 100 + '%';
    compare.style.setProperty('--cut', cut);
    slider.setAttribute('aria-valuetext', slider.value + '% original');
  };
  slider.addEventListener('input', show);
  show();
}
addEventListener('beforeprint', () => {
  for (const each of document.querySelectorAll('details')) each.open = true;
});
"""
