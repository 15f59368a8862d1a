// Minifies style sheets and scripts, and puts the addresses of fonts and drawings in.
// Usage: node steps/bundle.mjs STYLES OUT

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const [styles, out] = process.argv.slice(2);
const here = fileURLToPath(new URL("..", import.meta.url));
const TARGET = ["chrome105", "firefox121", "safari15.4"];
const LATIN = "U+20-7E,U+A0,U+B7,U+D7,U+2010-2026";

for (const name of readdirSync(styles)) {
  const text = readFileSync(join(styles, name), "utf8")
    .replaceAll("LATIN-RANGE", LATIN)
    .replace(/(font|drawing):([a-z0-9.-]+)/g, "$2");
  const { code } = await esbuild.transform(text, { loader: "css", minify: true, target: TARGET });
  writeFileSync(join(out, name), code);
}
for (const name of readdirSync(join(here, "scripts"))) {
  const built = await esbuild.build({
    entryPoints: [join(here, "scripts", name)],
    bundle: true,
    minify: true,
    format: "iife",
    target: TARGET,
    outfile: join(out, name),
    logLevel: "warning",
  });
  if (built.errors.length) process.exit(1);
}
