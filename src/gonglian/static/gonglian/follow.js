/* 工联: a page that follows. [data-follow] is asked again every second; while nothing changed the server says so (304).
   When the connection is lost the last state stays, with a mark and since when; it goes on by itself. */
"use strict";

(() => {
  const place = document.querySelector("[data-follow]");
  const mark = document.querySelector("[data-lost-mark]");
  const since = document.querySelector("[data-lost-since]");
  const EVERY = 1000, PATIENCE = 4000;
  let tag = "", last = new Date();

  const told = (lost) => {
    if (lost && mark.hidden) since.textContent = last.toLocaleTimeString(document.documentElement.lang);
    document.body.classList.toggle("is-lost", lost);
    mark.hidden = !lost;
  };

  const ask = async () => {
    const answer = await fetch(place.dataset.follow, {
      cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE),
      headers: tag ? { "If-None-Match": tag } : {},
    });
    if (answer.status === 200) {
      place.innerHTML = await answer.text();
      tag = answer.headers.get("ETag") || "";
    } else if (answer.status !== 304) throw new Error(answer.status);
    last = new Date();
  };

  const follow = async () => {
    try {
      await ask();
      told(false);
    } catch {
      told(true);
    }
    setTimeout(follow, EVERY);
  };
  follow();
})();
