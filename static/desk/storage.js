// The copies that this browser keeps when the server has not confirmed that it has the text.
// Each is of one user and one opened form: two tabs, or two people on one machine, never mix.

const PREFIX = "newsroom.unsaved.";

function name(copy) {
  return `${PREFIX}${copy.user}.${copy.article || "new"}.${copy.key}`;
}

/** Whether the browser really keeps it: storage may be full, or refused. */
export function put(copy) {
  try {
    const text = JSON.stringify(copy);
    localStorage.setItem(name(copy), text);
    return localStorage.getItem(name(copy)) === text;
  } catch {
    return false;
  }
}

export function remove(copy) {
  try {
    localStorage.removeItem(name(copy));
  } catch {
    // Nothing is kept where nothing can be.
  }
}

/** Every copy of `user`; of anybody when no user is given. */
export function all(user = null) {
  const found = [];
  try {
    for (let index = 0; index < localStorage.length; index += 1) {
      const key = localStorage.key(index);
      if (!key.startsWith(PREFIX)) continue;
      try {
        const copy = JSON.parse(localStorage.getItem(key));
        if (copy?.content?.values && (user === null || copy.user === user)) found.push(copy);
      } catch {
        // Not ours after all: left alone.
      }
    }
  } catch {
    // No storage in this browser.
  }
  return found;
}
