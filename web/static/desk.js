// Keys for the review desk, and a count of what is ticked. Without it everything goes by mouse, touch or Tab.
const OFF = "onverwacht-keys-off";
const help = document.getElementById("keys");
const toggle = document.getElementById("keys-toggle");
let decided = null; // the id of the card on which a key decided, until its answer is there

const cards = () => [...document.querySelectorAll(".proposal")];
const current = () => document.activeElement.closest(".proposal") ?? document.querySelector(".proposal--here");
const isOff = () => localStorage.getItem(OFF) === "1";

function go(card) {
  if (!card) return;
  for (const other of document.querySelectorAll(".proposal--here")) other.classList.remove("proposal--here");
  card.classList.add("proposal--here");
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "start" });
}

function step(by) {
  const all = cards();
  const place = all.indexOf(current());
  go(all[Math.min(Math.max(place + by, 0), all.length - 1)]);
}

function press(card, key) {
  const wanted = card.querySelector(`[data-key="${key}"]`);
  if (!wanted) return false;
  if (wanted.tagName === "SUMMARY") {
    wanted.click();
    const panel = wanted.parentElement;
    if (panel.open) panel.querySelector("[data-reason], button")?.focus();
    else wanted.focus();
  } else {
    decided = card.id;
    wanted.click();
  }
  return true;
}

function giveReason(card, number) {
  const button = card.querySelector(`.decide__aside[open] [data-reason="${number}"]`);
  if (!button) return false;
  decided = card.id;
  button.click();
  return true;
}

function close(card) {
  const open = card?.querySelector(".decide__aside[open]");
  if (!open) return false;
  open.open = false;
  open.querySelector("summary").focus();
  return true;
}

function handle(key) {
  if (key === "?") {
    help.open = !help.open;
    if (help.open) help.querySelector("summary").focus();
    return true;
  }
  if (key === "j" || key === "k") {
    step(key === "j" ? 1 : -1);
    return true;
  }
  const card = current();
  if (!card) return false;
  if (key === "Escape") return close(card);
  if (key === "s") {
    card.querySelector("input[name=kies]")?.click();
    return true;
  }
  return /^[1-6]$/.test(key) ? giveReason(card, key) : /^[gwxtvunm]$/.test(key) && press(card, key);
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=range])");
  if (typing || isOff() || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (handle(event.key)) event.preventDefault();
});

// After a decision by key the next card that waits is at hand; after a tap the focus stays on the card itself.
document.addEventListener("htmx:finally:request", () => {
  count();
  showReasonKeys();
  const card = decided && document.getElementById(decided);
  decided = null;
  if (!card) return;
  const isDone = !card.classList.contains("proposal--proposed") && !card.querySelector("[role=alert]");
  const after = cards().slice(cards().indexOf(card) + 1);
  go((isDone && after.find((one) => one.classList.contains("proposal--proposed"))) || card);
});

// What is chosen stands at the bottom of the screen, as long as anything is.
function count() {
  const bar = document.getElementById("many");
  const all = document.getElementById("many-all");
  if (!bar) return;
  const ticks = [...document.querySelectorAll("input[name=kies]")];
  const chosen = ticks.filter((one) => one.checked).length;
  const line = document.getElementById("many-count");
  bar.hidden = !chosen;
  line.textContent = `${chosen} ${line.dataset.some}`;
  all.hidden = chosen === ticks.length;
  all.onclick = () => {
    for (const one of ticks) one.checked = true;
    count();
  };
}

function showReasonKeys() {
  for (const one of document.querySelectorAll(".reason__key")) one.hidden = isOff();
}

function showToggle() {
  toggle.setAttribute("aria-pressed", String(!isOff()));
  toggle.textContent = isOff() ? toggle.dataset.off : toggle.dataset.on;
  showReasonKeys();
}

if (help) {
  help.hidden = false;
  toggle.addEventListener("click", () => {
    if (isOff()) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
    showToggle();
  });
  showToggle();
}
document.addEventListener("change", (event) => event.target.matches("input[name=kies]") && count());
count();
