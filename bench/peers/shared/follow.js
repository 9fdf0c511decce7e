// A log that stays at its end while its reader is there, as the library's does; the same for all peers in JavaScript.

/** @param {HTMLElement} log @param {HTMLElement} lines */
export const follow = (log, lines) => {
  let follows = true;
  const settle = () => {
    if (follows) log.scrollTop = 2 ** 31 - 1;
  };
  const observer = new ResizeObserver(settle);
  observer.observe(log);
  observer.observe(lines);
  const scrolled = () => {
    follows = log.scrollHeight - log.scrollTop - log.clientHeight < 2;
  };
  log.addEventListener('scroll', scrolled);
  return () => {
    observer.disconnect();
    log.removeEventListener('scroll', scrolled);
  };
};
