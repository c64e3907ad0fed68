/* Small comforts on top of pages that work without any of this. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const on = (type, handler, options) => document.addEventListener(type, handler, options);

  /* Menus are <details data-menu>: they close on Escape and on a click elsewhere. */
  const openMenus = () => all("details[data-menu][open]");
  on("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) { menu.open = false; menu.querySelector("summary").focus(); }
  });
  on("click", (event) => { for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false; });

  /* A reminder: the links carry the text as it is typed, what was used is chosen below, the button copies. */
  for (const form of all("[data-reminder]")) {
    const { text, title, channel } = form.elements;
    for (const button of all("[data-channel]", form)) {
      const link = button.dataset.link;
      button.hidden = !link && !navigator.clipboard;
      button.addEventListener("click", () => {
        const said = { text: text.value, subject: title.value };
        channel.value = button.dataset.channel;
        if (link) button.href = link.replace(/{(\w+)}/g, (_gap, name) => encodeURIComponent(said[name]));
        else navigator.clipboard.writeText(text.value);
      });
    }
  }

  /* A file input becomes a place to drop files on; the chosen ones are listed with their sizes. */
  const readableSize = (bytes) => {
    const [value, unit] = bytes < 1048576 ? [bytes / 1024, "kilobyte"] : [bytes / 1048576, "megabyte"];
    return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
  };
  const listFiles = (drop, input) => {
    const limit = Number(drop.dataset.maxBytes);
    drop.querySelector("[data-drop-list]").replaceChildren(...[...input.files].map((file) => {
      const row = document.createElement("li"), name = document.createElement("span"), size = document.createElement("span");
      const tooLarge = limit && file.size > limit;
      name.textContent = file.name;
      size.className = tooLarge ? "drop-bad" : "drop-size";
      size.textContent = readableSize(file.size) + (tooLarge ? ` · ${drop.dataset.tooLarge}` : "");
      row.append(name, size);
      return row;
    }));
  };
  const enliven = (drop) => {
    if (drop.classList.contains("drop-live")) return;
    const input = drop.querySelector("input[type=file]");
    drop.classList.add("drop-live");
    input.addEventListener("change", () => { drop.classList.remove("drop-over"); listFiles(drop, input); });
    for (const type of ["dragenter", "dragover"]) drop.addEventListener(type, () => drop.classList.add("drop-over"));
    for (const type of ["dragleave", "drop"]) drop.addEventListener(type, () => drop.classList.remove("drop-over"));
  };

  /* What a file may be follows the kind chosen beside it: data-file-rules is {kind: {accept, hint}}. */
  const followKind = (box) => {
    const chosen = box.querySelector("[name=kind]:checked, select[name=kind]"), input = box.querySelector("input[type=file]");
    const rule = chosen && JSON.parse(box.dataset.fileRules)[chosen.value];
    if (!rule) return;
    input.accept = rule.accept;
    document.getElementById(`${input.id}-hint`).textContent = rule.hint;
  };
  on("change", (event) => { if (event.target.name === "kind") { const box = event.target.closest("[data-file-rules]"); if (box) followKind(box); } });

  /* A part of a form that only some choices need: data-when="kind:brochure_handout". Hidden, it is not sent. */
  const showWhen = (part) => {
    const [name, value] = part.dataset.when.split(":"), chosen = part.closest("form").elements[name];
    part.hidden = part.disabled = chosen.value !== value;
  };
  on("change", (event) => { if (event.target.form) all("[data-when]", event.target.form).forEach(showWhen); });

  /* What did not go through is said once, above the page. */
  const unsayFailed = () => all("[data-said-failed]").forEach((said) => said.remove());
  const sayFailed = (words) => {
    const place = document.getElementById("messages"), notice = document.createElement("div"), text = document.createElement("div");
    unsayFailed();
    notice.className = "notice notice-error";
    notice.setAttribute("role", "alert");
    notice.tabIndex = -1;
    notice.dataset.saidFailed = "";
    text.className = "notice-text";
    text.textContent = words;
    notice.append(text);
    place.prepend(notice);
    return notice;
  };
  const sayUnsent = () => sayFailed(document.body.dataset.unsent).focus();

  /* Filters apply when a choice is made; text waits for Enter. Empty controls stay out of the URL. */
  on("change", (event) => {
    const form = event.target.closest("form[data-autosubmit]");
    if (form && event.target.matches("select, [type=date], [type=month]")) form.requestSubmit();
  });
  /* Without a network the page of the browser would take the form's place, and what was typed would be gone with it. */
  const leavesPage = (form) => form.method === "post" && !form.matches("[hx-post], [data-patient], [data-one-by-one]");
  on("submit", (event) => {
    const form = event.target, button = event.submitter;
    if (button && button.dataset.confirm && !window.confirm(button.dataset.confirm)) { event.preventDefault(); return; }
    if (!navigator.onLine && leavesPage(form)) { event.preventDefault(); sayUnsent(); return; }
    if (form.matches("form[data-autosubmit]")) for (const control of all("input, select", form)) control.disabled = control.value === "";
    delete form.dataset.dirty;
  });
  window.addEventListener("pageshow", () => { for (const control of all("form[data-autosubmit] :disabled")) control.disabled = false; });

  /* A long form asks before it is left with changes. */
  on("input", (event) => { const form = event.target.closest("form[data-guard]"); if (form) form.dataset.dirty = "yes"; });
  window.addEventListener("beforeunload", (event) => { if (document.querySelector("form[data-dirty]")) event.preventDefault(); });

  /* Many files go one by one, so that a bad network loses one and not all; each says what became of it in the list data-results,
     those that did not arrive stay chosen. What is listed below may follow ("arrived"); where nothing is left to send, no button asks for it. */
  const keyOf = new WeakMap();
  const sendOne = async (form, file, results, action) => {
    const row = document.createElement("li"), body = new FormData(form);
    row.dataset.unsent = "";
    row.textContent = `${file.name}: ${results.dataset.sending}`;
    results.append(row);
    if (!keyOf.has(file)) keyOf.set(file, Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(""));
    body.delete("file"); body.append("file", file); body.set("once.key", keyOf.get(file));
    try {
      const answer = await fetch(action, { method: "POST", body, headers: { "HX-Request": "true" } });
      if (!answer.ok) throw new Error(answer.status);
      row.outerHTML = await answer.text();
      form.dispatchEvent(new Event("arrived", { bubbles: true }));
      return true;
    } catch { row.textContent = `${file.name}: ${results.dataset.failed}`; return false; }
  };
  const sendAll = async (form, action) => {
    const input = form.querySelector("input[type=file]"), results = form.querySelector("[data-results]"), left = new DataTransfer();
    for (const row of all("[data-unsent], .doubt", results)) row.remove();
    for (const file of [...input.files]) if (!await sendOne(form, file, results, action)) left.items.add(file);
    input.files = left.files;
    input.dispatchEvent(new Event("change"));
    return !left.files.length && !results.querySelector(".doubt");
  };
  for (const form of all("form[data-one-by-one]")) {
    const input = form.querySelector("input[type=file]"), results = form.querySelector("[data-results]"), button = form.querySelector("[type=submit]");
    input.addEventListener("change", () => { button.hidden = !input.files.length && results.childElementCount > 0; });
    form.addEventListener("submit", async (event) => {
      if (!input.files.length) return;
      event.preventDefault();
      button.disabled = true;
      if (await sendAll(form, form.action)) window.location.assign(form.action);
      button.disabled = false;
      if (button.hidden) input.focus();
    });
  }

  /* A form for a bad network (data-patient, whose it is): it goes in the background and stays as it is until there is an answer, which
     then takes the page's place; its once.key makes a second try harmless. Its files go before it, to data-pages. What is typed is
     kept a day in this browser, files are not. */
  const DAY = 86400000, unsent = (form) => `unsent:${form.dataset.patient}:${form.getAttribute("action")}`;
  const typedIn = (form) => {
    const ours = new Set(all("input[type=hidden]", form).map((control) => control.name));
    return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && value && !ours.has(name));
  };
  const sendPatiently = async (form, button) => {
    unsayFailed();
    button.disabled = true;
    try {
      if (!await sendAll(form, form.dataset.pages)) throw new Error("pages");
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }), page = await answer.text();
      if (answer.redirected) { localStorage.removeItem(unsent(form)); window.history.pushState(null, "", answer.url); }
      document.open(); document.write(page); document.close();
    } catch {
      button.disabled = false;
      if (!form.querySelector("[data-results] .doubt")) sayUnsent();
    }
  };
  const refill = (form) => {
    const kept = JSON.parse(localStorage.getItem(unsent(form)) || "null");
    if (!kept || Date.now() - kept.at > DAY || form.querySelector("[data-focus]")) return;
    for (const [name, value] of kept.typed) {
      const place = form.elements[name];
      if (place instanceof RadioNodeList || place && place.type === "radio") { for (const one of all("input", form)) if (one.name === name) one.checked = one.value === value; }
      else if (place && !place.value) place.value = value;
    }
  };
  for (const form of all("form[data-patient]")) {
    refill(form);
    form.addEventListener("input", () => localStorage.setItem(unsent(form), JSON.stringify({ at: Date.now(), typed: typedIn(form) })));
    form.addEventListener("submit", (event) => { event.preventDefault(); sendPatiently(form, event.submitter || form.querySelector("[type=submit]")); });
  }

  /* htmx: the CSRF token goes along, a failed answer is said in words. */
  on("htmx:configRequest", (event) => { event.detail.headers["X-CSRFToken"] = document.querySelector("meta[name=csrf-token]").content; });
  on("htmx:afterRequest", (event) => {
    if (!event.detail.successful) return;
    unsayFailed();
    if (event.detail.elt.matches("form[data-guard]")) delete event.detail.elt.dataset.dirty;
  });
  const sayUnanswered = () => { if (!document.querySelector("[data-said-failed]")) sayFailed(document.body.dataset.failed); };
  on("htmx:responseError", sayUnanswered);
  on("htmx:sendError", sayUnanswered);

  /* A page that follows its figures asks only while it is seen and somebody is there (an idle session must end): every second,
     and ever more seldom after a minute in which nothing moved; open details and the keyboard's place outlive the exchange. */
  const THERE = 600000, CALM = 60, SELDOM = 15000;
  let touched = Date.now(), calm = 0, due = 0;
  for (const type of ["pointermove", "keydown", "scroll"]) on(type, () => { touched = Date.now(); calm = due = 0; }, { passive: true });
  on("htmx:afterRequest", (event) => {
    if (!event.detail.elt.matches("[data-live]")) return;
    calm = event.detail.xhr.status === 200 ? 0 : calm + 1;
    due = calm > CALM ? Date.now() + Math.min(1000 * 1.2 ** (calm - CALM), SELDOM) : 0;
  });
  const placeOf = (item) => `${item.tagName} ${item.getAttribute("href") || item.textContent}`;
  let kept = null;
  const quiet = () => document.hidden || Date.now() - touched > THERE || Date.now() < due;
  on("htmx:beforeRequest", (event) => { if (event.detail.elt.matches("[data-live]") && quiet()) event.preventDefault(); });
  on("htmx:beforeSwap", (event) => {
    const live = event.detail.target;
    if (!live.matches("[data-live]")) return;
    kept = { open: all("details", live).map((item) => item.open), at: live.contains(document.activeElement) && placeOf(document.activeElement) };
  });
  on("htmx:load", (event) => {
    const live = event.detail.elt;
    if (!kept || !live.matches("[data-live]")) return;
    all("details", live).forEach((item, number) => { item.open = Boolean(kept.open[number]); });
    const at = kept.at && all("a, button, summary", live).find((item) => placeOf(item) === kept.at);
    if (at) at.focus({ preventScroll: true });
    kept = null;
  });

  /* What was typed when a session had ended: the whole page that carries it takes the place of a part's answer; it goes on by itself. */
  on("htmx:responseError", (event) => {
    if (event.detail.xhr.status !== 401) return;
    document.open(); document.write(event.detail.xhr.responseText); document.close();
  });

  /* A day is typed as 12.04.2022; eight digits get their dots, and the browser's own calendar writes into the field. */
  const dotted = (text) => text.replace(/^(\d{2})(\d{2})(\d{4})$/, "$1.$2.$3");
  const enlivenDay = (field) => {
    const picker = field.parentElement.querySelector(".day-picker");
    picker.hidden = false;
    picker.addEventListener("change", () => {
      field.value = picker.value.split("-").reverse().join(".");
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    field.addEventListener("change", () => { field.value = dotted(field.value.trim()); });
  };

  const settle = (root) => {
    all("[data-day]", root).forEach(enlivenDay);
    all("[data-drop]", root).forEach(enliven);
    all("[data-file-rules]", root).forEach(followKind);
    all("[data-when]", root).forEach(showWhen);
  };
  on("htmx:load", (event) => settle(event.detail.elt));
  on("click", (event) => {
    if (event.target.closest("[data-back]")) window.history.back();
    if (event.target.closest("[data-print]")) window.print();
  });
  settle(document);
  for (const form of all("form[data-go]")) form.submit();
  if (window.history.length > 1) for (const back of all("[data-back]")) back.hidden = false;
  for (const tab of all(".tabs [aria-current]")) tab.closest("ul").scrollLeft = tab.offsetLeft - 16;
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();
})();
