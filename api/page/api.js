/** A failure with the title and detail of an RFC 9457 problem. */
export class Problem extends Error {
  constructor(title, detail = "") {
    super(title);
    this.title = title;
    this.detail = detail;
  }
}

/** Answers a question that may go on from earlier ones (POST /v1/ask). */
export function ask(question, conversation = []) {
  return request("/v1/ask", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ question, conversation }),
  });
}

/** One document with its text. Its id may hold slashes. */
export function fetchDocument(id) {
  return request(`/v1/documents/${encodeURIComponent(id)}`);
}

async function request(path, options = {}) {
  const response = await reach(path, options);
  const body = await readJson(response);
  if (response.ok && body) return body;
  if (response.ok) throw new Problem("The reply could not be read", "The server sent something that is not JSON.");
  throw new Problem(body?.title || `The server answered ${response.status}`, body?.detail || response.statusText);
}

async function reach(path, options) {
  try {
    return await fetch(path, { ...options, headers: { accept: "application/json", ...options.headers } });
  } catch {
    throw new Problem("The server cannot be reached", "Check that dateline serve is still running.");
  }
}

async function readJson(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
