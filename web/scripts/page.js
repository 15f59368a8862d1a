// Improves every page; without it everything works. Shows and hides questions, guards against a second press,
// leads to the first error.

import { holds } from "../shown.js";

document.body.classList.add("govuk-frontend-supported");

// Values of a form by field name: one string, or all of a group of boxes; with answers given before (data-answers).
function values(form) {
  const found = JSON.parse(form.dataset.answers ?? "{}");
  for (const field of form.elements) {
    if (!field.name || field.type === "file") continue;
    if (field.type === "checkbox") {
      if (!Array.isArray(found[field.name])) found[field.name] = [];
      if (field.checked) found[field.name].push(field.value);
    } else if (field.type !== "radio") {
      found[field.name] = field.value;
    } else if (field.checked || !(field.name in found)) {
      found[field.name] = field.checked ? field.value : "";
    }
  }
  return found;
}

// Parts with data-shown-when, a condition compiled from FEEL by the server. A hidden field is not sent.
function refresh(form) {
  const parts = form.querySelectorAll("[data-shown-when]");
  for (const part of parts) {
    const shown = holds(JSON.parse(part.dataset.shownWhen), values(form));
    part.hidden = !shown;
    for (const field of part.querySelectorAll("input, select, textarea")) field.disabled = !shown;
  }
  for (const opener of form.querySelectorAll("[data-aria-controls]")) {
    const part = document.getElementById(opener.dataset.ariaControls);
    part?.classList.toggle(`${part.className.split(" ")[0]}--hidden`, !opener.checked);
  }
}

const pressed = new Set();
for (const form of document.forms) {
  refresh(form);
  form.addEventListener("change", () => refresh(form));
  form.addEventListener("input", () => refresh(form));
  form.addEventListener("submit", (event) => {
    if (pressed.has(form)) event.preventDefault();
    pressed.add(form);
    setTimeout(() => pressed.delete(form), 3000);
  });
}
// A page that comes back by the browser's back button may be sent again.
addEventListener("pageshow", () => {
  pressed.clear();
  for (const form of document.forms) refresh(form);
});

const summary = document.querySelector("[data-module=govuk-error-summary]");
if (summary && summary.dataset.disableAutoFocus !== "true") {
  summary.tabIndex = -1;
  summary.focus();
}
summary?.addEventListener("click", (event) => {
  const field = document.getElementById(event.target.closest("a")?.hash?.slice(1));
  if (!field) return;
  event.preventDefault();
  (field.closest("fieldset")?.querySelector("legend") ?? field.labels?.[0] ?? field).scrollIntoView();
  field.focus({ preventScroll: true });
});
