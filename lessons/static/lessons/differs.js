/* “The screen looks different” is told with one press, in the page. Without it the link opens a page that asks. */
(() => {
  const sent = new Set();
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a.differs");
    if (!link || sent.has(link.href) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    sent.add(link.href);
    fetch(link.href, { method: "POST", body: new URLSearchParams({ kind: "" }), credentials: "omit" })
      .then((response) => {
        if (!response.ok) throw new Error(response.status);
        const thanks = document.createElement("span");
        thanks.setAttribute("role", "status");
        link.before(thanks, " ");
        thanks.textContent = link.dataset.thanks;
        link.textContent = link.dataset.more;
      })
      .catch(() => {
        location.assign(link.href); /* no signal, or too often: the page says so */
      });
  });
})();
