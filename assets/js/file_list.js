// Shows the chosen files with their size, and says at once which is too big; the server decides all the same.
// The sentences and limits come from the page: data-max-bytes, data-max-files, data-too-big, data-too-many.
export function listFiles(input) {
  const list = document.createElement("ul");
  list.className = "file-list";
  list.setAttribute("aria-live", "polite");
  input.insertAdjacentElement("afterend", list);
  input.addEventListener("change", () => {
    const maxBytes = Number(input.dataset.maxBytes || Infinity);
    const maxFiles = Number(input.dataset.maxFiles || Infinity);
    const files = [...input.files];
    list.replaceChildren(...files.map((file, index) => {
      const item = document.createElement("li");
      item.append(text("span", file.name), text("span", size(file.size)));
      if (file.size > maxBytes) item.append(text("span", input.dataset.tooBig, "file-list__problem"));
      if (index >= maxFiles) item.append(text("span", input.dataset.tooMany, "file-list__problem"));
      return item;
    }));
  });
}

function text(tag, content, name = "") {
  const element = document.createElement(tag);
  element.textContent = content;
  if (name) element.className = name;
  return element;
}

function size(bytes) {
  const language = document.documentElement.lang;
  const number = (value) => value.toLocaleString(language, { maximumFractionDigits: 1 });
  return bytes < 1e6 ? `${number(Math.max(1, bytes / 1e3))} kB` : `${number(bytes / 1e6)} MB`;
}
