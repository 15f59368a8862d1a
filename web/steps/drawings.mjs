// Draws what is drawn once: the wordmark in Nastaliq outlines, the tile, the band, the stars, the personas' tiles.
// Usage: node steps/drawings.mjs OUT NASTALIQ.ttf   (OUT gets SVGs and drawings.json)

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as harfbuzz from "harfbuzzjs";

import { rhomb, square, star } from "./shapes.mjs";

const out = process.argv[2];
const DEODAR = "#0B5D45";
const FEROZA = "#0A6478";
const MARIGOLD = "#F5B301";
const INK = "#14211B";
const PAPER = "#FBF9F4";

const round = (number) => Math.round(number * 10) / 10;

function moved(path, factor, dx, dy) {
  // glyph outlines are in font units, y upward; the picture's y goes down
  let horizontal = true;
  return path.replace(/[A-Z]|-?\d+(\.\d+)?/g, (part) => {
    if (/[A-Z]/.test(part)) {
      horizontal = true;
      return part;
    }
    const value = horizontal ? (Number(part) + dx) * factor : -(Number(part) + dy) * factor;
    horizontal = !horizontal;
    return String(round(value));
  });
}

function box(path) {
  const numbers = path.match(/-?\d+(\.\d+)?/g).map(Number);
  const xs = numbers.filter((_, index) => index % 2 === 0);
  const ys = numbers.filter((_, index) => index % 2 === 1);
  return { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) };
}

// سہولت: shaped by HarfBuzz; in this font the dots are glyphs of their own, and ours are tiles.
function wordmark() {
  const file = process.argv[3]; // the font as TTF, made by fonts.py
  const face = new harfbuzz.Face(new harfbuzz.Blob(readFileSync(file)));
  const font = new harfbuzz.Font(face);
  const buffer = new harfbuzz.Buffer();
  buffer.addText("سہولت");
  buffer.guessSegmentProperties();
  harfbuzz.shape(font, buffer);
  const strokes = [];
  const dots = [];
  let pen = 0;
  for (const glyph of buffer.getGlyphInfosAndPositions()) {
    const outline = font.glyphToPath(glyph.codepoint);
    if (outline) {
      const path = moved(outline, 0.02, pen + glyph.xOffset, glyph.yOffset);
      const name = font.glyphName(glyph.codepoint);
      (/dot/i.test(name) ? dots : strokes).push(path);
    }
    pen += glyph.xAdvance;
  }
  const tiles = dots.flatMap((path) => {
    const { x0, x1, y0, y1 } = box(path);
    const half = 1.55;
    const middle = (y0 + y1) / 2;
    const centre = (x0 + x1) / 2;
    return [rhomb(centre - half, middle, half), rhomb(centre + half, middle, half)];
  });
  const all = box(strokes.join(""));
  const top = Math.min(all.y0, box(tiles.join("")).y0);
  const [x, y, width, height] = [all.x0 - 0.5, top - 0.5, all.x1 - all.x0 + 1, all.y1 - top + 1].map(round);
  return (
    `<svg class="s-wordmark-drawing" viewBox="${x} ${y} ${width} ${height}" aria-hidden="true" focusable="false">` +
    `<path fill="currentColor" d="${strokes.join("")}"/>` +
    `<path class="s-wordmark-tiles" d="${tiles.join("")}"/></svg>`
  );
}

const svg = (size, inside) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}">${inside}</svg>`;

function tile() {
  return svg(
    32,
    `<path fill="${DEODAR}" d="${square(0, 0, 32)}"/><path fill="${PAPER}" d="${star(16, 16, 10)}"/>` +
      `<path fill="${MARIGOLD}" d="${rhomb(16, 16, 6)}"/>`,
  );
}

// One repeat of the band: a deodar star in an outlined star, then a feroza one with a marigold dot.
function band() {
  const [w, h] = [96, 48];
  const one = (x, inner) =>
    `<path fill="${PAPER}" d="${star(x, 24, 15.6)}"/>` + inner;
  const green = one(24, `<path fill="${DEODAR}" d="${star(24, 24, 13)}"/><path fill="${PAPER}" d="${star(24, 24, 7.2)}"/>`);
  const blue = one(
    72,
    `<path fill="${FEROZA}" d="${star(72, 24, 13)}"/><path fill="${MARIGOLD}" d="${rhomb(72, 24, 7.5)}"/>`,
  );
  const corner = (x, y) => `<path fill="${MARIGOLD}" d="${rhomb(x, y, 6.2)}"/>`;
  const corners = [0, 48, 96].flatMap((x) => [corner(x, 0), corner(x, 48)]).join("");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">` +
    `<path fill="${DEODAR}" d="M0 0h${w}v${h}H0Z"/>${corners}${green}${blue}</svg>`
  );
}

// The stars of the steps. Shape carries the state, colour repeats it (in the style sheet).
function stars() {
  const full = star(16, 16, 9);
  const wrap = (state, inside) =>
    `<svg class="s-star s-star--${state}" viewBox="0 0 32 32" aria-hidden="true" focusable="false">${inside}</svg>`;
  const line = (d) => `<path class="s-star-line" d="${d}"/>`;
  const body = `<path class="s-star-body" d="${full}"/>`;
  return {
    "star-done": wrap("done", body + line("m11.5 16.5 3.2 3.2 6-6.6")),
    "star-now": wrap("now", body + `<path class="s-star-dot" d="${rhomb(16, 16, 4)}"/>`),
    "star-next": wrap("next", body),
    "star-back": wrap("back", body + line("M13.6 11 11 13.6l2.6 2.6M11 13.6h6.6a3.3 3.3 0 0 1 0 6.6H14")),
    "star-late": wrap("late", body + line("M16 10.5v6.8M16 21v.2")),
  };
}

// No portraits: a person of the demo is a tile.
function personas() {
  const part = (fill, d) => `<path class="s-tile-${fill}" d="${d}"/>`;
  const wrap = (inside) => `<svg class="s-tile" viewBox="0 0 72 72" aria-hidden="true" focusable="false">${inside}</svg>`;
  const grid = [12, 36, 60];
  const checks = part("feroza", square(36, 0, 36) + square(0, 36, 36));
  const many = grid.flatMap((y, row) => grid.map((x, column) => [x, y, (row + column) % 2]));
  return {
    "tile-star": wrap(part("deodar", square(0, 0, 72)) + part("paper", star(36, 36, 21.5)) + part("marigold", rhomb(36, 36, 12))),
    "tile-checks": wrap(
      part("paper", square(0, 0, 72)) + checks + part("feroza", rhomb(18, 18, 9) + rhomb(54, 54, 9)) +
        part("paper", rhomb(54, 18, 9) + rhomb(18, 54, 9)),
    ),
    "tile-rosette": wrap(
      part("deodar", square(0, 0, 72)) +
        part("paper", [[36, 2], [36, 70], [2, 36], [70, 36]].map(([x, y]) => star(x, y, 13)).join("") + star(36, 36, 20)) +
        part("feroza", star(36, 36, 15)) + part("paper", star(36, 36, 7.5)),
    ),
    "tile-diagonal": wrap(
      part("paper", square(0, 0, 72)) + part("deodar", "M0 0H72V72Z") + part("marigold", rhomb(48, 24, 11)) +
        part("deodar", rhomb(22, 48, 11)),
    ),
    "tile-stars": wrap(
      part("ink", square(0, 0, 72)) + part("paper", many.filter((m) => m[2] === 0).map(([x, y]) => star(x, y, 7)).join("")) +
        part("marigold", many.filter((m) => m[2] === 1).map(([x, y]) => rhomb(x, y, 6)).join("")),
    ),
  };
}

// The mark beside an error's words; as a background it can't take the page's colour, so it knows day and night itself.
function error() {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><style>*{fill:none;stroke:#a8321e;stroke-width:2;' +
    "stroke-linecap:round}@media(prefers-color-scheme:dark){*{stroke:#ff9a85}}</style>" +
    '<circle cx="12" cy="12" r="10"/><path d="M12 7v6m0 4v.1"/></svg>'
  );
}

mkdirSync(out, { recursive: true });
writeFileSync(join(out, "tile.svg"), tile());
writeFileSync(join(out, "band.svg"), band());
writeFileSync(join(out, "error.svg"), error());
writeFileSync(
  join(out, "arrow.svg"),
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="none" stroke="#000" stroke-width="2" ' +
    'stroke-linecap="round" stroke-linejoin="round" d="M20 12H4m7-7-7 7 7 7"/></svg>',
);
writeFileSync(join(out, "drawings.json"), JSON.stringify({ wordmark: wordmark(), ...stars(), ...personas() }));
