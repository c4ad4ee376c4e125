// Keeps a page up to date: fetches it again every 15 seconds and puts the new content in place of the old. Pages are
// complete without it. It waits while the page is hidden, while somebody selects text, and while the keyboard is inside.
"use strict";
(() => {
  const EVERY_MS = 15000;
  const bar = document.querySelector(".bar");
  const status = document.createElement("span");
  const words = document.createElement("span");
  const button = document.createElement("button");
  let paused = false;

  const say = (text, bad) => {
    words.textContent = text;
    status.classList.toggle("bad", bad);
  };

  const busy = () => {
    const main = document.querySelector("main");
    return (
      paused ||
      document.hidden ||
      String(document.getSelection()) !== "" ||
      (main !== document.activeElement && main.contains(document.activeElement))
    );
  };

  const clock = () => new Date().toLocaleTimeString();

  const refresh = async () => {
    if (busy()) {
      return;
    }
    const main = document.querySelector("main");
    main.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!busy()) {
        main.replaceChildren(...fresh.querySelector("main").childNodes);
      }
      say("Updated " + clock(), false);
    } catch (failure) {
      say("No answer since " + clock() + ": this is how it was before", true);
    } finally {
      main.removeAttribute("aria-busy");
    }
  };

  button.type = "button";
  button.textContent = "Pause";
  button.addEventListener("click", () => {
    paused = !paused;
    button.textContent = paused ? "Go on" : "Pause";
    say(paused ? "Paused" : "Live", false);
  });
  status.className = "live";
  status.append(words, button);
  say("Live", false);
  bar.append(status);
  setInterval(refresh, EVERY_MS);
})();
