// Lets a mouse drag an organisation to another card of the coalition board. Everything works without it, with
// the links and buttons on the page; this fills in one form of that page and sends it.
const place = (target) => target.closest("[data-drop]");
let held = null;

document.addEventListener("dragstart", (event) => {
  held = event.target.closest?.("[data-organisation]") ?? null;
  if (!held) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.dataset.organisation);
  held.classList.add("board-member--held");
});

document.addEventListener("dragover", (event) => {
  const under = place(event.target);
  if (!held || !under) return;
  event.preventDefault();
  for (const other of document.querySelectorAll(".board-drop")) other.classList.remove("board-drop");
  under.classList.add("board-drop");
});

document.addEventListener("dragend", () => {
  held?.classList.remove("board-member--held");
  for (const other of document.querySelectorAll(".board-drop")) other.classList.remove("board-drop");
  held = null;
});

document.addEventListener("drop", (event) => {
  const under = place(event.target);
  if (!held || !under) return;
  event.preventDefault();
  const form = document.getElementById("board-drag");
  form.elements.organisation.value = held.dataset.organisation;
  form.elements.van.value = held.dataset.card;
  form.elements.naar.value = under.dataset.drop;
  if (held.dataset.card !== under.dataset.drop) form.requestSubmit();
});
