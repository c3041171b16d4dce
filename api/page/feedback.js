import { rate } from "./api.js";
import { element } from "./dom.js";
import { asProblem } from "./states.js";

/** Thumbs up and down for an answer, and a comment for whoever has more to say. */
export function ratingNodes(answer, announce) {
  const comment = element("textarea", { rows: "2", maxlength: "4000", "aria-label": "Comment on this answer",
    placeholder: "What is right or wrong with it? (optional)" });
  const said = element("span", { class: "said" });
  const form = element("form", { class: "comment", hidden: true, submit: send }, comment,
    element("button", { type: "submit", class: "plain" }, "Send"));
  const thumbs = [["up", "Good"], ["down", "Bad"]].map(([rating, words]) =>
    element("button", { type: "button", class: "thumb", "aria-label": `${words} answer`, "aria-pressed": "false",
      "data-rating": rating, click: () => choose(rating) }, words));
  let chosen = null;
  let kept = "";

  async function choose(rating) {
    if (!await keep(rating, kept)) return;
    chosen = rating;
    for (const thumb of thumbs) thumb.setAttribute("aria-pressed", String(thumb.dataset.rating === rating));
    form.hidden = false;
    comment.focus();
  }

  async function send(event) {
    event.preventDefault();
    if (await keep(chosen, comment.value.trim())) {
      kept = comment.value.trim();
      form.hidden = true;
      thumbs.find((thumb) => thumb.dataset.rating === chosen).focus();
    }
  }

  async function keep(rating, words) {
    try {
      await rate({ answer_id: answer.id, rating, answer, ...(words && { comment: words }) });
      said.textContent = words ? "Kept, with your comment." : "Kept.";
      announce(said.textContent);
      return true;
    } catch (error) {
      said.textContent = asProblem(error).title;
      announce(said.textContent);
      return false;
    }
  }

  return element("div", { class: "rating", role: "group", "aria-label": "Rate this answer" }, thumbs, said, form);
}
