// One question to the short stack: JSON in, JSON out, with the token of the sitting and an end to patience.
const PATIENCE_MS = 12000;

export class Refused extends Error {
  constructor(said, status) {
    super(said.sentence);
    Object.assign(this, said, { status });
  }
}

export async function ask(url, token, { method = "GET", body, keepalive = false } = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  try {
    const response = await fetch(url, {
      method, keepalive, headers, signal: stop.signal, cache: "no-store",
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const content = await response.json();
    if (!response.ok) throw new Refused(content.refused ?? { code: "Fault", sentence: "", remedy: "" }, response.status);
    return content;
  } finally {
    clearTimeout(timer);
  }
}

// Asks until the network answers; what the server refuses is refused. `tell` hears of each failure.
export async function askUntilHeard(url, token, facts = {}, tell = () => {}) {
  for (let wait = 1000; ; wait = Math.min(wait * 2, 10000)) {
    try {
      return await ask(url, token, facts);
    } catch (fault) {
      if (fault instanceof Refused && fault.status < 500 && fault.status !== 429) throw fault;
      tell(fault);
      await new Promise((resolve) => { setTimeout(resolve, wait * (0.5 + Math.random())); });
    }
  }
}
