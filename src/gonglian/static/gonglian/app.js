/* 工联: five small helps. Without this file every page works; nothing here talks to the server.
   1 a form is sent once · 2 what was typed survives an expired session or a refused form · 3 Esc closes a pop-up
   4 the number of ticks follows while one ticks · 5 a table without a caption is called what its section is called */
"use strict";

(() => {
  const STORE = "gonglian.typed";
  const user = document.body.dataset.user || "";
  const lost = document.body.hasAttribute("data-lost"); // pages shown instead of the form's own answer
  const read = () => JSON.parse(sessionStorage.getItem(STORE) || "{}");
  const write = (kept) => sessionStorage.setItem(STORE, JSON.stringify(kept));
  const nameOf = (form) => new URL(form.action || location.href, location.href).pathname + "#" + (form.id || "");
  const isKept = (field) =>
    field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type) && !("secret" in field.dataset);

  const valueOf = (field) => (["checkbox", "radio"].includes(field.type) ? field.checked : field.value);
  const keep = (form) => {
    const kept = read();
    const values = [...form.elements].filter(isKept).map((field) => [field.name, field.value, valueOf(field)]);
    kept[nameOf(form)] = { user, values, lost: false };
    write(kept);
  };

  const note = (field) => {
    const words = document.createElement("p");
    words.className = "g-hint g-restored";
    words.textContent = document.body.dataset.restored;
    field.insertAdjacentElement("afterend", words);
  };

  const restore = (form, values) => {
    let first = true;
    const fields = [...form.elements].filter(isKept);
    for (const [name, value, state] of values) {
      const at = fields.findIndex((f) => f.name === name && (typeof state !== "boolean" || f.value === value));
      const [field] = at < 0 ? [] : fields.splice(at, 1);
      if (!field || valueOf(field) === state) continue;
      if (typeof state === "boolean") field.checked = state;
      else field.value = state;
      field.classList.add("is-restored");
      if (first) note(field);
      first = false;
    }
  };

  const settle = () => {
    const kept = read();
    for (const name of Object.keys(kept)) {
      if (lost) kept[name].lost = true;
      else if (!kept[name].lost) delete kept[name];
    }
    for (const form of document.querySelectorAll("form[data-keep]")) {
      const found = kept[nameOf(form)];
      if (!found || lost || found.user !== user) continue;
      restore(form, found.values);
      delete kept[nameOf(form)];
    }
    write(kept);
  };

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (form) keep(form);
  });

  document.addEventListener("change", (event) => {
    for (const sum of event.target.form?.querySelectorAll("output[data-ticks]") || []) {
      const ticked = sum.form.querySelectorAll(`[name="${sum.dataset.ticks}"]:checked`).length;
      sum.textContent = Number(sum.dataset.more) + ticked;
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    if (form.hasAttribute("data-forget")) sessionStorage.removeItem(STORE);
    else if (form.hasAttribute("data-keep")) keep(form);
    setTimeout(() => form.querySelectorAll("button").forEach((button) => (button.disabled = true)));
  });

  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      form.querySelectorAll("button").forEach((button) => (button.disabled = false));
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const pop of document.querySelectorAll("details.g-pop[open]")) {
      pop.open = false;
      pop.querySelector("summary").focus();
    }
  });

  document.addEventListener("click", (event) => {
    for (const pop of document.querySelectorAll("details.g-pop[open]")) if (!pop.contains(event.target)) pop.open = false;
    if (event.target.closest("[data-print]")) window.print();
  });

  document.querySelectorAll("main table:not(:has(caption), [aria-label])").forEach((table, number) => {
    const heading = table.closest("section")?.querySelector("h2, h3") || document.querySelector("h1");
    if (!heading) return;
    heading.id ||= `table-${number}`;
    table.setAttribute("aria-labelledby", heading.id);
  });

  document.querySelector(".g-errors")?.focus();
  settle();
})();
