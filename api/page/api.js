import { events } from "./sse.js";

/** A failure with the title and detail of an RFC 9457 problem. */
export class Problem extends Error {
  constructor(title, detail = "") {
    super(title);
    this.title = title;
    this.detail = detail;
  }
}

const NO_JSON = ["The reply could not be read", "The server sent something that is not JSON."];
const GONE = ["The server cannot be reached", "Check that dateline serve is still running."];

/**
 * Answers a question (POST /v1/ask) and gives the answer object.
 * `told(name, data)` hears the events that come before it: passages, delta, citation.
 */
export async function ask(body, told, signal) {
  const response = await reach("/v1/ask", { ...posted({ ...body, stream: true }), signal });
  if (!response.ok) throw await refusal(response);
  const stream = events(response.body);
  for (;;) {
    const { value, done } = await stream.next().catch(gone);
    if (done) break;
    const { name, data } = value;
    if (name === "done") return data;
    if (name === "error") throw new Problem(data.title, data.detail);
    told(name, data);
  }
  throw new Problem("The answer broke off", "The server ended the stream before the answer was whole.");
}

export const timeline = (topic, filters, signal) => request("/v1/timeline", { ...posted({ topic, filters }), signal });
export const locate = (quote, signal) => request("/v1/locate", { ...posted({ quote }), signal });
export const rate = (rating) => request("/v1/feedback", posted(rating));
export const publishers = () => request("/v1/publishers").then((found) => found.publishers);
export const job = (id) => request(`/v1/jobs/${encodeURIComponent(id)}`);

/** One document with its text. Its id may hold slashes. */
export const fetchDocument = (id) => request(`/v1/documents/${encodeURIComponent(id)}`);

/** Documents by when they were published; `by` is day, month or year. */
export function histogram(by, publisher) {
  const query = new URLSearchParams({ by, ...(publisher && { publisher }) });
  return request(`/v1/histogram?${query}`);
}

/** Sends files and gives the id of their job. fetch cannot tell how far a body is, so this is the older way. */
export function upload(files, sent) {
  const form = new FormData();
  for (const file of files) form.append("files", file);
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open("POST", "/v1/documents");
    call.responseType = "json";
    call.upload.addEventListener("progress", (event) => sent(event.loaded, event.total));
    call.addEventListener("error", () => reject(new Problem(...GONE)));
    call.addEventListener("load", () => {
      if (call.status === 202 && call.response) resolve(call.response.job);
      else reject(problem(call.status, call.response));
    });
    call.send(form);
  });
}

const posted = (body) => ({
  method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
});

async function request(path, options = {}) {
  const response = await reach(path, options);
  if (!response.ok) throw await refusal(response);
  const body = await readJson(response);
  if (body) return body;
  throw new Problem(...NO_JSON);
}

function reach(path, options) {
  return fetch(path, options).catch(gone);
}

function gone(error) {
  throw error.name === "AbortError" ? error : new Problem(...GONE);
}

const refusal = async (response) => problem(response.status, await readJson(response));

const problem = (status, body) => new Problem(body?.title || `The server answered ${status}`, body?.detail);

async function readJson(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
