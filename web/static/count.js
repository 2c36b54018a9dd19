// Shows, while someone types, how many characters a text has. Without it the number is that of the last save.
for (const shown of document.querySelectorAll("[data-count-of]")) {
  const field = document.getElementById(shown.dataset.countOf);
  const count = () => { shown.textContent = [...field.value].length.toLocaleString(document.documentElement.lang); };
  field.addEventListener("input", count);
  count();
}
