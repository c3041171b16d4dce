import { Problem, job, upload } from "./api.js";
import { element } from "./dom.js";
import { forgetOutlets } from "./fields.js";
import { asProblem } from "./states.js";

const LOOK_EVERY_MS = 400;

/** Wires the dialog that takes files in, chosen or dropped anywhere. */
export function wireUpload(dialog, button) {
  const chosen = dialog.querySelector("#files");
  const list = dialog.querySelector(".uploads");
  const take = (files) => {
    if (!files.length) return;
    if (!dialog.open) dialog.showModal();
    const item = uploadItem(files);
    list.prepend(item.node);
    follow(files, item);
  };
  button.addEventListener("click", () => dialog.showModal());
  chosen.addEventListener("change", () => {
    take([...chosen.files]);
    chosen.value = "";
  });
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  addEventListener("dragleave", (event) => event.relatedTarget || document.body.classList.remove("dropping"));
  addEventListener("drop", async (event) => {
    document.body.classList.remove("dropping");
    if (!carriesFiles(event)) return;
    event.preventDefault();
    const { files, items } = event.dataTransfer;
    const entries = [...items].map((item) => item.webkitGetAsEntry());
    take(entries.every(Boolean) ? await filesIn(entries) : [...files]);
  });
}

// Of a folder, all that it holds.
async function filesIn(entries) {
  const found = await Promise.all(entries.map(async (entry) => {
    if (entry.isFile) return new Promise((good, bad) => { entry.file(good, bad); });
    const reader = entry.createReader();
    const all = [];
    for (let some = [0]; some.length; all.push(...some))
      some = await new Promise((good, bad) => { reader.readEntries(good, bad); });
    return filesIn(all);
  }));
  return found.flat();
}

function uploadItem(files) {
  const name = files.length === 1 ? files[0].name : `${files[0].name} and ${files.length - 1} more`;
  const bar = element("progress", { max: "1", value: "0", "aria-label": `Progress of ${name}` });
  const state = element("p", { class: "upload-state" }, "Sending");
  const notes = element("ul", { class: "upload-notes" });
  const node = element("li", {}, element("p", { class: "upload-name", dir: "auto" }, name), bar, state, notes);
  return { node, bar, state, notes };
}

// Sending is the first half of the bar, indexing the second.
async function follow(files, { bar, state, notes }) {
  try {
    const id = await upload(files, (done, total) => { bar.value = total ? done / total / 2 : 0.5; });
    for (;;) {
      const { state: at, progress, report, error } = await job(id);
      if (at === "done") {
        bar.value = 1;
        state.textContent = reportWords(report);
        notes.replaceChildren(...report.notes.map(({ where, reason }) => element("li", { dir: "auto" }, `${where}: ${reason}`)));
        forgetOutlets();
        return;
      }
      if (at === "failed") throw new Problem("The files could not be indexed", error);
      bar.value = 0.5 + (progress?.total_bytes ? progress.done_bytes / progress.total_bytes / 2 : 0);
      state.textContent = at === "queued" ? "Waiting" : "Indexing";
      await new Promise((resolve) => { setTimeout(resolve, LOOK_EVERY_MS); });
    }
  } catch (failure) {
    const { title, detail } = asProblem(failure);
    bar.hidden = true;
    state.textContent = [title, detail].filter(Boolean).join(": ");
    state.classList.add("failed");
  }
}

function reportWords({ added, changed, unchanged, notes }) {
  const left = notes.filter((note) => note.left_out).length;
  const parts = [[added, "added"], [changed, "changed"], [unchanged, "already there"], [left, "left out"]]
    .filter(([count]) => count).map(([count, what]) => `${count} ${what}`);
  return parts.join(", ") || "Nothing to add";
}
