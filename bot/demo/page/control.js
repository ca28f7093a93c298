// The stand-in's control interface, as the page uses it: plain calls, and one stream of events.

async function call(path, options) {
  const answer = await fetch(path, options).catch(() => {
    throw new Error("the connection is lost.");
  });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.error || `The stand-in answered ${answer.status}.`);
  return body;
}

function post(path, body = {}) {
  return call(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

export function people() {
  return call("/control/people");
}

export function conversationOf(id) {
  const base = `/control/people/${id}`;
  return {
    chat: () => call(`${base}/chat`),
    type: (text) => post(`${base}/type`, { text }),
    tap: (messageId, button) => post(`${base}/tap`, {
      message_id: messageId,
      ...(button.data ? { data: button.data } : { label: button.label }),
    }),
    send: (kind) => post(`${base}/send`, { kind }),
    edit: (messageId, text) => post(`${base}/edit`, { message_id: messageId, text }),
    block: () => post(`${base}/block`),
    unblock: () => post(`${base}/unblock`),
    file: (file, caption) => {
      const form = new FormData();
      if (caption) form.append("caption", caption);
      form.append("file", file, file.name);
      return call(`${base}/file`, { method: "POST", body: form });
    },
  };
}

const RETRY_AFTER_MS = 1500;

// Calls onOpen at every (re)connection, so that whatever was missed in between can be fetched again.
export function listen({ onOpen, onEvent, onLost }) {
  const source = new EventSource("/control/events");
  source.addEventListener("open", onOpen);
  source.addEventListener("message", (event) => onEvent(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    onLost();
    // The browser reconnects by itself after a broken stream, but not after a refused one.
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => listen({ onOpen, onEvent, onLost }), RETRY_AFTER_MS);
    }
  });
}
