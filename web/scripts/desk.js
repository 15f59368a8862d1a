// Keys for officers; everything works without. j and k: down and up, Enter: open, x: choose, /: search,
// and each button's own letter (data-key). Nothing happens while one writes, or with Ctrl, Alt or Meta.

const rows = [...document.querySelectorAll("[data-row]")];
let at = -1;

function move(step) {
  if (!rows.length) return;
  rows[at]?.removeAttribute("data-current");
  at = Math.min(Math.max(at + step, 0), rows.length - 1);
  rows[at].setAttribute("data-current", "");
  rows[at].querySelector("a")?.focus();
}

const acts = {
  j: () => move(1),
  k: () => move(-1),
  x: () => rows[at]?.querySelector("[type=checkbox]")?.click(),
  "/": () => document.querySelector("[type=search]")?.focus(),
};

rows.forEach((row, index) => row.addEventListener("focusin", () => (at = index)));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  const key = event.key.toLowerCase();
  const button = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!button && !acts[key]) return;
  event.preventDefault();
  if (button) button.click();
  else acts[key]();
});
