// What every page needs beyond its markup.

// A form that the server answered with faults: the summary takes the focus, so that it is read first.
document.querySelector('.error-summary:not([hidden])')?.focus();

// A second press would send a form twice. A script that sends by itself guards itself.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post') return;
  if (form.ariaBusy === 'true') event.preventDefault();
  form.ariaBusy = 'true';
});
// Back to a page that the browser kept: its forms can be sent again.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[aria-busy]')) form.ariaBusy = null;
});
