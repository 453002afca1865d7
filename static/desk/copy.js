// A button that copies what a field holds, and says so.

async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // Refused or unknown outside https: the older way copies what is selected.
    if (!document.execCommand("copy")) return;
  }
  button.textContent = button.dataset.copied;
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", () => copy(button));
}
