// Minifies style sheets and scripts, and puts the addresses of fonts and drawings in.
// Usage: node steps/bundle.mjs STYLES OUT RANGES.json   (ranges: unicode-ranges by the name that stands for them)

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const [styles, out, ranges] = process.argv.slice(2);
const here = fileURLToPath(new URL("..", import.meta.url));
const TARGET = ["chrome105", "firefox121", "safari15.4"];

for (const name of readdirSync(styles)) {
  let text = readFileSync(join(styles, name), "utf8");
  for (const [mark, range] of Object.entries(JSON.parse(readFileSync(ranges, "utf8")))) text = text.replaceAll(mark, range);
  text = text.replace(/(font|drawing):([a-z0-9.-]+)/g, "$2");
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
