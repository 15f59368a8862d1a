// Compiles the style sheets: GOV.UK's parts, slimmed, with ours; every physical property made logical.
// Usage: node steps/styles.mjs OUT   (OUT gets citizen.css, desk.css, demo.css; urls are still font:… and drawing:…)

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postcss from "postcss";
import * as sass from "sass";

import { leftovers, logical } from "./logical.mjs";

const here = fileURLToPath(new URL("..", import.meta.url));

// GOV.UK says type, links and focus on each class; we say them once, for two scripts (type.scss, frame.scss).
// Colours of text are inherited. Prefixes are for browsers that have no logical properties anyway.
const SAID_ONCE = new RegExp(
  "^(font-family|font-size|line-height|(-webkit-|-moz-|-ms-)[a-z-]+|word-wrap|clip|text-decoration-(skip|skip-ink|thickness)|" +
    "text-underline-offset|touch-action|isolation|forced-color-adjust)$",
);
// Parts that no page of ours uses, and those that forms.scss draws altogether anew (buttons, tags).
const UNUSED = new RegExp(
  "file-upload-(button|wrapper)|drop-zone|--inverse|link-image|caption-|:root|lede|list--(spaced|number)|interruption|" +
    "input--extra-letter|govuk-heading|govuk-body-(l|m)|breadcrumbs--collapse|table--small|govuk-link|width-(20|30)|" +
    "govuk-tag|govuk-button(?!-group)|decorated|-moz-|-webkit-|skip-link-focused|pagination__link-title|govuk-body-s|" +
    "focusable|xl|banner__link|govuk-button-group|list \\.govuk-list|panel__actions|no-border|--small|summary-card|details__",
);
// One look of links, hovered, focused, visited or not.
const LINKS = /(__link|back-link|skip-link|__list a)(:(link|visited|active|hover|focus))+$/;

function slim(root) {
  root.walkComments((node) => node.remove());
  root.walkAtRules((rule) => {
    const printed = /ms-high-contrast: none|screen.\0|\uFFFD/.test(rule.params) || (/print/.test(rule.params) && !/screen/.test(rule.params));
    if (printed || rule.name === "supports" || rule.name === "charset") rule.remove();
  });
  root.walkRules((rule) => {
    const kept = rule.selectors.filter((selector) => !UNUSED.test(selector) && !LINKS.test(selector));
    if (kept.length) rule.selectors = kept;
    else rule.remove();
  });
  root.walkDecls((declaration) => {
    const { prop, value } = declaration;
    const inherited = (prop === "color" && value.startsWith("var(--govuk-text-colour")) || (prop === "font-weight" && value === "400");
    if (SAID_ONCE.test(prop) || inherited) declaration.remove();
    else if (prop === "font-weight" && value === "700") declaration.value = "var(--heavy)";
    else declaration.value = value.replace(/var\((--govuk-[a-z-]+), #[0-9a-f]+\)/g, "var($1)");
  });
  // Margins that grow a little on wider screens: ours do not.
  root.walkAtRules("media", (rule) => {
    if (!/min-width/.test(rule.params)) return;
    rule.walkRules((inner) => {
      if (inner.every((node) => /^(margin|padding)(-bottom|-top)?$/.test(node.prop ?? ""))) inner.remove();
    });
  });
  prune(root);
  joinNeighbours(root);
}

function prune(container) {
  container.each((node) => {
    if (!node.nodes) return;
    prune(node);
    if (node.nodes.length === 0 && !(node.type === "atrule" && !node.nodes)) node.remove();
  });
}

function joinNeighbours(container) {
  let before = null;
  container.each((node) => {
    if (node.type === "atrule" && node.nodes) joinNeighbours(node);
    if (before && node.type === "rule" && before.type === "rule" && node.selector === before.selector) {
      before.append(node.nodes);
      node.remove();
    } else {
      before = node;
    }
  });
}

function compiled(file) {
  const result = sass.compile(join(here, "styles", file), {
    loadPaths: [join(here, "node_modules"), join(here, "styles")],
    quietDeps: true,
    silenceDeprecations: ["mixed-decls"],
    logger: sass.Logger.silent,
  });
  return postcss.parse(result.css);
}

export function sheet(files) {
  const root = postcss.root();
  for (const file of files) {
    const part = compiled(file);
    if (file === "govuk.scss") slim(part);
    root.append(part.nodes);
  }
  logical(root);
  return root;
}

const out = process.argv[2];
mkdirSync(out, { recursive: true });
let faults = [];
for (const [name, files] of [["citizen.css", ["govuk.scss", "citizen.scss"]], ["desk.css", ["desk.scss"]], ["demo.css", ["demo.scss"]]]) {
  const root = sheet(files);
  faults = faults.concat(leftovers(root).map((fault) => `${name}: ${fault}`));
  writeFileSync(join(out, name), root.toString());
}
if (faults.length) {
  console.error(`Physical directions are left over:\n${faults.join("\n")}`);
  process.exit(1);
}
