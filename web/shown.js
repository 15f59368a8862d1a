// Whether a condition holds: the browser's tiny subset of FEEL (=, in, and, or, not), compiled by the server.
// A condition is ["=", field, value], ["in", field, [values]], ["and", …], ["or", …] or ["not", condition].
// Answers null (unknown) when it can't tell; the caller then shows, since the server decides anyway.

const same = (given, value) => (Array.isArray(given) ? given.includes(String(value)) : given === String(value));

export function holds(condition, fields) {
  const [kind, ...rest] = condition;
  if (kind === "=" || kind === "in") {
    const [name, wanted] = rest;
    const given = fields[name] ?? "";
    return kind === "=" ? same(given, wanted) : wanted.some((value) => same(given, value));
  }
  const parts = rest.map((part) => holds(part, fields));
  if (kind === "not") return parts[0] === null ? null : !parts[0];
  if (kind === "and") return parts.includes(false) ? false : parts.includes(null) ? null : true;
  if (kind === "or") return parts.includes(true) ? true : parts.includes(null) ? null : false;
  return null;
}
