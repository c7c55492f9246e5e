// Dates and numbers as Indonesians write them.
const DATE = new Intl.DateTimeFormat('id-ID', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const NUMBER = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 20 });

/** `2026-11-22` → “Minggu, 22 November 2026”; nothing for what is no date. */
export function dateInWords(value) {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return '';
  const date = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? '' : DATE.format(date);
}

/** `1500000` → “1.500.000”; nothing for a number short enough to read as it stands. */
export function numberInWords(value) {
  const number = Number(value);
  return Number.isFinite(number) && Math.abs(number) >= 1000 ? NUMBER.format(number) : '';
}
