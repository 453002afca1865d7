// Talking to the server about the safety copy: what happened is one word, never an exception.

const PATIENCE = 5000;

export const OK = "ok";
export const UNREACHABLE = "unreachable";
export const LOGGED_OUT = "logged-out";
export const REFUSED = "refused";
export const TOO_LONG = "too-long";
export const ALREADY_SAVED = "already-saved";

/** The token that the server expects now: logging in elsewhere changes it under an open form. */
export function token() {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return found ? decodeURIComponent(found[1]) : "";
}

export async function ask(
  address, { method = "GET", data = null, keepalive = false, signal = null } = {},
) {
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  if (data) headers["Content-Type"] = "application/json";
  try {
    const response = await fetch(address, {
      method,
      headers,
      keepalive,
      body: data ? JSON.stringify(data) : undefined,
      redirect: "manual",
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.any([AbortSignal.timeout(PATIENCE), ...(signal ? [signal] : [])]),
    });
    const isJson = (response.headers.get("Content-Type") ?? "").includes("application/json");
    const answer = isJson ? await response.json() : {};
    return { state: state(response, isJson, answer), answer };
  } catch {
    return { state: UNREACHABLE, answer: {} };
  }
}

function state(response, isJson, answer) {
  if (response.ok && isJson) return OK;
  if (response.type === "opaqueredirect" || answer.login) return LOGGED_OUT;
  // A refusal that is not ours to explain: a token that the server no longer knows.
  if (response.status === 403) return isJson ? REFUSED : LOGGED_OUT;
  if (response.status === 413) return TOO_LONG;
  if (response.status === 409) return ALREADY_SAVED;
  return response.status === 404 ? REFUSED : UNREACHABLE;
}
