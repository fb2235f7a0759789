/** The day of an instant on this computer's calendar, as it stands in names and date fields: 2026-11-21. */
export function dayOf(instant: string): string {
  const date = new Date(instant);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The beginning of such a day, as an instant; undefined for what is no day. */
export function startOfDay(day: string): string | undefined {
  const start = new Date(`${day}T00:00:00`);
  return Number.isNaN(start.getTime()) ? undefined : start.toISOString();
}
