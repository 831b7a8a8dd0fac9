// Tells a tab that was made as a copy of another from one that was opened again: a copy remembers all that the other
// does, and from then on each must have a conversation of its own.
const ANSWERED_WITHIN = 150;
const channel = new BroadcastChannel("unqa-conversations");
const me = String(Math.random());

// Whether another page that is open has the conversation of this name. `name` gives what this page's is called then:
// from now on it answers others.
export async function isCopy(name) {
  const found = name() !== null && (await someoneHas(name()));
  channel.addEventListener("message", ({ data }) => {
    if (data.wanted && data.wanted === name()) channel.postMessage({ to: data.from });
  });
  return found;
}

function someoneHas(wanted) {
  return new Promise((resolve) => {
    channel.addEventListener("message", ({ data }) => data.to === me && resolve(true));
    channel.postMessage({ from: me, wanted });
    setTimeout(resolve, ANSWERED_WITHIN, false);
  });
}
