(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const get = (id) => document.getElementById(id);
  const cards = all(".card");
  const marks = all("mark[data-claims]");
  const refs = all("a.ref");
  const panel = get("claims");
  const rating = get("by-rating"), state = get("by-state"), reviewer = get("by-reviewer"), words = get("by-words");
  root.classList.add("js");

  const numberOf = (card) => card.id.slice("claim-".length);
  const shown = () => cards.filter((card) => !card.hidden);
  const texts = new Map(cards.map((card) => [card, card.textContent.toLowerCase()]));
  let here = null;

  const light = (card, on) => {
    const number = numberOf(card);
    card.classList.toggle("on", on);
    for (const mark of marks) if (mark.dataset.claims.split(" ").includes(number)) mark.classList.toggle("on", on);
    const ref = get("at-" + number);
    if (ref) ref.classList.toggle("on", on);
  };

  const select = (card, { focus = true, toText = true } = {}) => {
    if (!card) return;
    if (here) light(here, false);
    if (here && here !== card && !opened()) here.open = false;
    here = card;
    card.open = true;
    light(card, true);
    if (focus) card.querySelector("summary").focus({ preventScroll: true });
    const inPanel = panel.scrollHeight > panel.clientHeight + 1;
    if (inPanel) panel.scrollTop += card.getBoundingClientRect().top - panel.getBoundingClientRect().top - 8;
    else card.scrollIntoView({ block: "nearest" });
    const ref = inPanel && toText && get("at-" + numberOf(card));
    if (ref) ref.scrollIntoView({ block: "center" });
  };

  const opened = () => get("open-all").getAttribute("aria-pressed") === "true";
  const openAll = (open) => {
    get("open-all").setAttribute("aria-pressed", String(open));
    get("open-all").textContent = open ? "Close all" : "Open all";
    for (const card of cards) card.open = open || card === here;
  };

  const filter = () => {
    const sought = words.value.trim().toLowerCase();
    for (const card of cards) {
      card.hidden = Boolean(
        (rating.value && card.dataset.rating !== rating.value) ||
        (state.value && !card.dataset.state.split("|").includes(state.value)) ||
        (reviewer.value && !card.dataset.reviewers.split("\n").includes(reviewer.value)) ||
        (sought && !texts.get(card).includes(sought)));
    }
    const numbers = new Set(shown().map(numberOf));
    for (const mark of marks) mark.classList.toggle("dim", !mark.dataset.claims.split(" ").some((number) => numbers.has(number)));
    for (const ref of refs) ref.classList.toggle("dim", !numbers.has(ref.id.slice("at-".length)));
    get("nothing").hidden = numbers.size > 0 || cards.length === 0;
    get("shown").textContent = numbers.size + " of " + cards.length + (cards.length === 1 ? " claim" : " claims");
  };
  const clear = () => { for (const field of [rating, state, reviewer, words]) field.value = ""; filter(); };

  const step = (by) => {
    const list = shown();
    const at = here ? list.indexOf(here) : -1;
    select(list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1)]);
  };
  const toText = () => {
    const ref = here && get("at-" + numberOf(here));
    if (ref) { ref.scrollIntoView({ block: "center" }); ref.focus({ preventScroll: true }); }
  };

  const keys = {
    j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1),
    o: () => { if (here) here.open = !here.open; },
    a: () => openAll(!opened()), t: toText, c: clear,
    "/": () => words.focus(), "?": () => get("keys").showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target === words) { words.blur(); return; }
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea, dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !get("keys-on").checked) return;
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  for (const field of [rating, state, reviewer]) field.addEventListener("change", filter);
  words.addEventListener("input", filter);
  get("filters").addEventListener("submit", (event) => event.preventDefault());
  get("reset").addEventListener("click", clear);
  get("open-all").addEventListener("click", () => openAll(!opened()));
  get("show-keys").addEventListener("click", () => get("keys").showModal());

  for (const card of cards) {
    card.open = false;
    card.querySelector("summary").addEventListener("click", (event) => {
      if (!card.open) { event.preventDefault(); select(card); }
    });
    card.addEventListener("mouseenter", () => light(card, true));
    card.addEventListener("mouseleave", () => { if (card !== here) light(card, false); });
  }
  for (const mark of marks) {
    mark.addEventListener("click", () => {
      const numbers = mark.dataset.claims.split(" ");
      const next = here ? numbers.indexOf(numberOf(here)) + 1 : 0;
      select(get("claim-" + numbers[next % numbers.length]), { toText: false, focus: false });
    });
  }
  for (const ref of refs) {
    ref.addEventListener("click", (event) => {
      event.preventDefault();
      const card = get(ref.hash.slice(1));
      if (card.hidden) clear();
      select(card, { toText: false });
    });
  }
  const follow = () => {
    const card = location.hash.startsWith("#claim-") && get(location.hash.slice(1));
    if (card && cards.includes(card)) { if (card.hidden) clear(); select(card, { focus: false }); }
  };
  addEventListener("hashchange", follow);
  let before = [];
  addEventListener("beforeprint", () => {
    before = all("details:not([open])");
    for (const each of before) each.open = true;
  });
  addEventListener("afterprint", () => { for (const each of before) each.open = false; });
  filter();
  follow();
  if (!here && cards.length && matchMedia("(min-width: 62rem)").matches) select(cards[0], { focus: false, toText: false });
})();
