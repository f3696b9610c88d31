// Small helps for the public pages; each page works without them. Called as a module from layout_public.html.
import { createAll, Button, CharacterCount, Checkboxes, ErrorSummary, Radios, SkipLink } from "govuk-frontend";
import { listFiles } from "./file_list.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const component of [Button, CharacterCount, Checkboxes, ErrorSummary, Radios, SkipLink]) {
  createAll(component);
}
document.querySelectorAll("input[type=file][data-file-list]").forEach(listFiles);
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
