// The house's few shapes, drawn once: the eight-point star, the rhombic dot, the tile.

const round = (number) => String(Math.round(number * 100) / 100).replace(/^(-?)0\./, "$1.");

// Two squares, one turned by 45 degrees, around (x, y); `half` is half the side of a square.
export function star(x, y, half) {
  const inner = half * (Math.SQRT2 - 1);
  const tip = half * Math.SQRT2;
  const quarter = [[half, inner], [half, half], [inner, half], [0, tip]];
  const points = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const [cos, sin] = [[1, 0], [0, 1], [-1, 0], [0, -1]][turn];
    // begin each quarter at its tip, so that the outline closes without a seam
    for (const [px, py] of [[tip, 0], ...quarter.slice(0, 3)]) {
      points.push([x + px * cos - py * sin, y + px * sin + py * cos]);
    }
  }
  return `M${points.map((point) => point.map(round).join(" ")).join("L")}Z`;
}

export function rhomb(x, y, half) {
  return `M${round(x - half)} ${round(y)}L${round(x)} ${round(y - half)}L${round(x + half)} ${round(y)}L${round(x)} ${round(y + half)}Z`;
}

export function square(x, y, side) {
  return `M${round(x)} ${round(y)}h${round(side)}v${round(side)}h${round(-side)}Z`;
}
