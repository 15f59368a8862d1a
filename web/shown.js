// Whether a condition holds: the browser's tiny subset of FEEL, as notation/feel compiles it: {value}, {name: [steps]},
// {op: "=" | "in" | "and" | "or" | "not", of: [nodes]}, three-valued. The server decides; this only mirrors it.
// `fields` has a string for each field of this page (a list for boxes), and typed values of answers given before.

const YES = ["true", "yes", "on"];
const NO = ["false", "no"];

// A name that this page does not know: nobody can tell here, so the part is shown.
export class Unknown extends Error {}

function looked(name, fields) {
  const key = name.join(".");
  if (!(key in fields)) throw new Unknown(key);
  return fields[key] === "" ? null : fields[key];
}

function same(a, b) {
  if (a === null || b === null) return a === b;
  if (Array.isArray(a)) return a.some((one) => same(one, b));
  if (typeof a === typeof b) return a === b;
  if (typeof a === "string") return typeof b === "number" ? a.trim() !== "" && Number(a) === b : (b ? YES : NO).includes(a);
  return typeof b === "string" ? same(b, a) : null;
}

function truth(value) {
  if (typeof value === "string") return YES.includes(value) ? true : NO.includes(value) ? false : null;
  return typeof value === "boolean" ? value : null;
}

function evaluated(node, fields) {
  if ("value" in node) return node.value;
  if (node.name) return looked(node.name, fields);
  const { op, of } = node;
  if (op === "=" || op === "in") {
    const [first, ...others] = of.map((part) => evaluated(part, fields));
    const found = others.map((other) => same(first, other));
    return found.includes(true) ? true : found.includes(null) ? null : false;
  }
  const parts = of.map((part) => truth(evaluated(part, fields)));
  if (op === "not") return parts[0] === null ? null : !parts[0];
  const decisive = op === "or";
  return parts.includes(decisive) ? decisive : parts.includes(null) ? null : !decisive;
}

export function holds(condition, fields) {
  try {
    return truth(evaluated(condition, fields)) === true;
  } catch (trouble) {
    if (trouble instanceof Unknown) return true;
    throw trouble;
  }
}
