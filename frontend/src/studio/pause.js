/**
 * Work that waits until nothing has happened for `ms`, and never runs twice at once: what is asked for while
 * it runs is done once more afterwards. Returns the function that asks for it.
 */
export function onPause(ms, work) {
  let timer;
  let running = false;
  let again = false;

  async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    again = false;
    try {
      await work();
    } finally {
      running = false;
      if (again) run();
    }
  }

  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, ms);
  };
}
