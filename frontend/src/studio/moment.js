const ZONE = { timeZone: 'Asia/Jakarta' };
const DAY = new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'long', year: 'numeric', ...ZONE });
const CLOCK = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit', ...ZONE });

/** An ISO moment as the server writes it: “22 November 2026 14.05 WIB”. */
export function moment(iso) {
  const at = new Date(iso);
  return `${DAY.format(at)} ${CLOCK.format(at)} WIB`;
}
