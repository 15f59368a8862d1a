// Finds what axe is blind to: a page whose boxes lie wrong for its direction. Runs in the page; returns a list of
// {rule, where, what}. Wrong sides are looked for in right-to-left pages, the rest in both directions.
(options) => {
  const faults = [];
  const rtl = getComputedStyle(document.documentElement).direction === "rtl";
  const name = (node) => {
    const classes = typeof node.className === "string" ? node.className : (node.getAttribute("class") ?? "");
    const words = (node.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 40);
    return `${node.localName}${node.id ? `#${node.id}` : ""}${classes ? `.${classes.trim().split(/\s+/)[0]}` : ""} "${words}"`;
  };
  const fault = (rule, node, what) => faults.push({ rule, where: name(node), what });
  const all = (selector) => [...document.querySelectorAll(selector)];
  const painted = (node) => {
    if (!node.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) return false;
    const box = node.getBoundingClientRect();
    return box.width > 1.5 && box.height > 1.5;
  };
  // Only for screen readers: clipped away, or in a box of a pixel that hides what overflows.
  const hiddenForEyes = (node) => {
    if (node.closest("[aria-hidden=true], .govuk-skip-link")) return true;
    for (let at = node; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      if (/inset\(50%/.test(style.clipPath) || (style.overflow === "hidden" && box.width <= 1.5)) return true;
    }
    return false;
  };
  const start = (box) => (rtl ? innerWidth - box.right : box.left);
  const end = (box) => (rtl ? innerWidth - box.left : box.right);
  const width = (style, side) => parseFloat(style[`border${side}Width`]) || 0;

  // 1. A bar that says "here begins something" stands at the start.
  for (const node of all("main *, aside *")) {
    if (!painted(node)) continue;
    const style = getComputedStyle(node);
    if (style.display.startsWith("table-") || style.direction !== (rtl ? "rtl" : "ltr")) continue;
    const [left, right] = [width(style, "Left"), width(style, "Right")];
    const [first, last] = rtl ? [right, left] : [left, right];
    if (last >= 3.5 && last > first + 1) fault("start-bar", node, `a bar of ${last} px stands at the end of the line`);
  }

  // 2. Arrows point where they lead. The arrow of "back" is at the start, and is turned in right-to-left pages.
  for (const link of all(".govuk-back-link, .govuk-breadcrumbs__list-item:not(:first-child)")) {
    if (!painted(link)) continue;
    const arrow = getComputedStyle(link, "::before");
    if (arrow.content === "none") continue;
    const box = link.getBoundingClientRect();
    const offset = { left: parseFloat(arrow.left), right: parseFloat(arrow.right) };
    const fromStart = rtl ? offset.right : offset.left;
    if (Number.isFinite(fromStart) && fromStart > box.width / 2) fault("arrow", link, "the arrow is not at the start");
    const back = link.matches(".govuk-back-link");
    const points = pointing(arrow);
    const wanted = back === rtl ? 1 : -1;
    if (points && points !== wanted) fault("arrow", link, `the arrow points to the ${points > 0 ? "right" : "left"}`);
  }
  // Where an arrow points: +1 right, -1 left. Drawn by a mask (points left unless turned), or by two borders and a turn.
  function pointing(style) {
    const matrix = new DOMMatrixReadOnly(style.transform === "none" ? "" : style.transform);
    const masked = (style.maskImage ?? style.webkitMaskImage ?? "none") !== "none";
    if (masked) return matrix.a < 0 ? 1 : -1;
    const x = (width(style, "Right") ? 1 : 0) - (width(style, "Left") ? 1 : 0);
    const y = (width(style, "Bottom") ? 1 : 0) - (width(style, "Top") ? 1 : 0);
    const turned = matrix.a * x + matrix.c * y;
    return Math.abs(turned) < 0.5 ? 0 : Math.sign(turned);
  }
  for (const icon of all(".s-icon--turns, .govuk-pagination__icon, .govuk-button__start-icon, .s-star--back")) {
    if (!painted(icon)) continue;
    const turned = new DOMMatrixReadOnly(getComputedStyle(icon).transform).a < 0;
    if (turned !== rtl) fault("arrow", icon.parentElement, "an icon that points along the line is not turned");
  }

  // 3. A radio or box is painted where it is pressed.
  for (const input of all(".govuk-radios__input, .govuk-checkboxes__input")) {
    const label = input.nextElementSibling;
    if (!label || !painted(label)) continue;
    const item = input.parentElement.getBoundingClientRect();
    const mark = getComputedStyle(label, "::before");
    const [w, h] = [parseFloat(mark.width), parseFloat(mark.height)];
    const x = item.left + parseFloat(mark.left) + w / 2;
    const y = item.top + parseFloat(mark.top) + h / 2;
    const pressed = input.getBoundingClientRect();
    const inside = x > pressed.left && x < pressed.right && y > pressed.top && y < pressed.bottom;
    if (!inside) fault("painted-elsewhere", input.parentElement, `the mark is at ${Math.round(x)}, the input elsewhere`);
    input.scrollIntoView({ block: "center" });
    const moved = input.getBoundingClientRect();
    const hit = document.elementFromPoint(moved.left + x - pressed.left, moved.top + y - pressed.top);
    if (inside && hit !== input && hit !== label) fault("painted-elsewhere", input.parentElement, `a press on the mark hits ${hit && name(hit)}`);
    const text = rects(label)[0];
    if (text && start(text) < start(moved)) fault("painted-elsewhere", input.parentElement, "the words come before the mark");
  }
  scrollTo(0, 0);

  // 4. Cells are aligned with the line: words at the start, and a column's head like its cells.
  for (const table of all("table")) {
    if (!painted(table)) continue;
    // A row that the sheet lays out otherwise (a list on a phone) has no columns to keep to.
    const rows = [...table.rows].filter((row) => painted(row) && getComputedStyle(row).display === "table-row");
    for (const row of rows) {
      const cells = [...row.cells].filter(painted);
      for (const cell of cells) {
        const align = getComputedStyle(cell).textAlign;
        const numeric = /--numeric/.test(cell.className);
        const wrong = numeric ? (rtl ? /^right|start/ : /^left|start/) : rtl ? /^(left|end)/ : /^(right|end)/;
        if (wrong.test(align) && !/s-inbox-tag/.test(cell.className)) fault("cell-alignment", cell, `text-align is ${align}`);
      }
      const first = cells[0]?.getBoundingClientRect();
      const second = cells[1]?.getBoundingClientRect();
      if (first && second && Math.abs(first.top - second.top) < 2 && start(second) < start(first)) {
        fault("cell-order", row, "the second cell stands before the first");
      }
    }
  }
  for (const list of all(".govuk-breadcrumbs__list, .s-days, .s-menu ul, .s-languages ul, .govuk-pagination__list")) {
    const items = [...list.children].filter(painted).map((item) => [item, item.getBoundingClientRect()]);
    items.forEach(([item, box], index) => {
      const before = items[index - 1]?.[1];
      if (before && Math.abs(before.top - box.top) < 4 && start(box) < start(before)) fault("order", item, "stands before its predecessor");
    });
  }

  // 5. Text stays in its box and in the page; nothing scrolls sideways but what says so.
  const scrolls = (node) => /auto|scroll/.test(getComputedStyle(node).overflowX);
  if (document.documentElement.scrollWidth > innerWidth + 1) {
    const culprit = all("body *").find((node) => painted(node) && !inScroller(node) && (end(node.getBoundingClientRect()) > innerWidth + 1 || start(node.getBoundingClientRect()) < -1) );
    fault("sideways", culprit ?? document.body, `the page is ${document.documentElement.scrollWidth} px wide on a screen of ${innerWidth}`);
  }
  function inScroller(node) {
    for (let at = node.parentElement; at; at = at.parentElement) if (scrolls(at)) return true;
    return false;
  }
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !painted(parent) || hiddenForEyes(parent) || parent.closest("script, style, svg, option")) continue;
    for (const box of rects(node)) texts.push({ parent, box });
  }
  function rects(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  }
  for (const { parent, box } of texts) {
    if (inScroller(parent) || scrolls(parent)) continue;
    if (box.left < -1 || box.right > innerWidth + 1) fault("off-the-page", parent, `from ${Math.round(box.left)} to ${Math.round(box.right)}`);
    for (let at = parent; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (!/hidden|clip/.test(`${style.overflowX}${style.overflowY}`)) continue;
      const frame = at.getBoundingClientRect();
      if (box.left < frame.left - 2 || box.right > frame.right + 2 || box.bottom > frame.bottom + 6) fault("clipped", parent, "its box cuts it off");
    }
  }
  for (const node of all("button, .govuk-button, .govuk-tag, .s-chip, td, th, dd, dt, .s-day-tile")) {
    if (painted(node) && !hiddenForEyes(node) && !inScroller(node) && node.scrollWidth > node.clientWidth + 2 && getComputedStyle(node).display !== "inline") {
      fault("overflow", node, `holds ${node.scrollWidth} px in ${node.clientWidth}`);
    }
  }

  // 6. Texts do not lie on one another.
  const inner = (box) => ({ left: box.left + 1, right: box.right - 1, top: box.top + box.height * 0.28, bottom: box.bottom - box.height * 0.28 });
  const sticky = (node) => node.closest(".s-bar") !== null;
  const sorted = texts.filter(({ parent }) => !sticky(parent)).map((text) => ({ ...text, core: inner(text.box) })).sort((a, b) => a.core.top - b.core.top);
  for (let i = 0; i < sorted.length; i += 1) {
    for (let j = i + 1; j < sorted.length && sorted[j].core.top < sorted[i].core.bottom; j += 1) {
      const [a, b] = [sorted[i], sorted[j]];
      if (a.parent === b.parent || a.parent.contains(b.parent) || b.parent.contains(a.parent)) continue;
      const across = Math.min(a.core.right, b.core.right) - Math.max(a.core.left, b.core.left);
      const down = Math.min(a.core.bottom, b.core.bottom) - Math.max(a.core.top, b.core.top);
      if (across > 1 && down > 1 && !inScroller(a.parent) && !inScroller(b.parent)) fault("texts-overlap", a.parent, `and ${name(b.parent)}`);
    }
  }

  // 7. What is pressed is large enough: 44 px for buttons, 24 for the rest, links inside a sentence apart.
  for (const node of all("a[href], button, summary, input:not([type=hidden]), select, textarea")) {
    if (!painted(node) || hiddenForEyes(node) || node.disabled) continue;
    if (node.matches("input[type=radio], input[type=checkbox]")) {
      const box = node.getBoundingClientRect();
      if (Math.min(box.width, box.height) < 23.5) fault("target", node, `${Math.round(box.width)} x ${Math.round(box.height)} px`);
      continue;
    }
    const box = node.getBoundingClientRect();
    const style = getComputedStyle(node);
    if (style.display === "inline" && node.closest("p, li, dd, td, span, label, .s-flow") && node.parentElement.textContent.trim() !== node.textContent.trim()) continue;
    const button = node.matches("button, .govuk-button, input, select, textarea");
    const least = (button ? 44 : 24) - 0.5;
    const height = style.display === "inline" ? Math.max(box.height, parseFloat(style.lineHeight) || 0) : box.height;
    if (height < least || box.width < Math.min(least, 23.5)) fault("target", node, `${Math.round(box.width)} x ${Math.round(height)} px, at least ${least + 0.5} wanted`);
  }

  // 8. The page says its language and direction, and every part in another script says its own.
  if (!document.documentElement.lang) fault("language", document.documentElement, "the page names no language");
  if (options.direction && options.direction !== (rtl ? "rtl" : "ltr")) fault("language", document.documentElement, `the page runs ${rtl ? "rtl" : "ltr"}`);
  return faults.filter((one, index) => faults.findIndex((other) => other.rule === one.rule && other.where === one.where) === index).slice(0, options.most ?? 40);
}
