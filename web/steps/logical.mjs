// Rewrites left and right to start and end, so that one sheet serves both directions, and finds what it could not.

const START = { left: "inline-start", right: "inline-end" };
const RENAMED = /^(margin|padding|border)-(left|right)(-(width|style|color))?$/;
const CORNER = { "top-left": "start-start", "top-right": "start-end", "bottom-left": "end-start", "bottom-right": "end-end" };

// Shapes drawn by two borders and a turn (the tick, the small arrows) keep their physical borders: a tick is the same in
// both directions, and forms.scss turns the arrows.
const DRAWN = /(checkboxes__label::after|details__summary::before|breadcrumbs__list-item::before)/;

function renamed(prop) {
  const box = prop.match(RENAMED);
  if (box) return `${box[1]}-${START[box[2]]}${box[3] ?? ""}`;
  if (prop === "left" || prop === "right") return `inset-${START[prop]}`;
  const corner = prop.match(/^border-(top|bottom)-(left|right)-radius$/);
  if (corner) return `border-${CORNER[`${corner[1]}-${corner[2]}`]}-radius`;
  return prop;
}

function parts(value) {
  return value.trim().match(/(?:[^\s(]+(?:\((?:[^()]|\([^()]*\))*\))?|\((?:[^()]|\([^()]*\))*\))+/g) ?? [];
}

// margin: 1px 2px 3px 4px, where right and left differ
function expanded(declaration) {
  const box = declaration.prop.match(/^(margin|padding|border-width|border-color|border-style|inset)$/);
  const values = parts(declaration.value);
  if (!box || values.length !== 4 || values[1] === values[3]) return false;
  const [top, right, bottom, left] = values;
  const name = (side) => {
    const border = declaration.prop.match(/^border-(width|color|style)$/);
    return border ? `border-${side}-${border[1]}` : `${declaration.prop}-${side}`;
  };
  const four = { "block-start": top, "inline-end": right, "block-end": bottom, "inline-start": left };
  for (const [side, value] of Object.entries(four)) declaration.cloneBefore({ prop: name(side), value });
  declaration.remove();
  return true;
}

export function logical(root) {
  root.walkDecls((declaration) => {
    if (DRAWN.test(declaration.parent.selector ?? "")) {
      declaration.prop = /^(left|right)$/.test(declaration.prop) ? renamed(declaration.prop) : declaration.prop;
      return;
    }
    if (expanded(declaration)) return;
    declaration.prop = renamed(declaration.prop);
    if (/^(text-align|justify-content|justify-items|justify-self)$/.test(declaration.prop)) {
      declaration.value = declaration.value.replace(/\bleft\b/, "start").replace(/\bright\b/, "end");
    }
    if (/^(float|clear)$/.test(declaration.prop)) {
      declaration.value = declaration.value.replace(/\bleft\b/, "inline-start").replace(/\bright\b/, "inline-end");
    }
  });
}

// What still says left or right, outside of safe-area insets (which are the device's own sides) and drawn shapes.
export function leftovers(root) {
  const found = [];
  root.walkDecls((declaration) => {
    const selector = declaration.parent.selector ?? "";
    const value = declaration.value.replace(/safe-area-inset-(left|right)/g, "").replace(/url\([^)]*\)/g, "");
    const physical = /(^|-)(left|right)(-|$)/.test(declaration.prop) || /\b(left|right)\b/.test(value);
    const uneven = /^(margin|padding|border-width|border-color|border-style|inset)$/.test(declaration.prop) &&
      parts(declaration.value).length === 4 && parts(declaration.value)[1] !== parts(declaration.value)[3];
    if ((physical || uneven) && !DRAWN.test(selector)) {
      found.push(`${selector} { ${declaration.prop}: ${declaration.value} }`);
    }
  });
  return found;
}
